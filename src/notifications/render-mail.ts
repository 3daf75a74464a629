import type { TemplateKind } from '../area/template-texts.ts';
import type { Language } from '../text/language.ts';
import { formatTimeSpent } from '../ticket/format-time-spent.ts';
import { fieldTexts } from './field-texts.ts';
import { formatDay, formatMoment } from './format-values.ts';
import { renderLiquid } from './liquid.ts';
import type { MailFacts } from './mail-facts.ts';
import { subjectWithNumber } from './subject-with-number.ts';

/** Subject and text of a mail in a language; `more` are the placeholders of this kind alone. */
export const renderMail = (
  kind: TemplateKind,
  language: Language,
  facts: MailFacts,
  side: 'agent' | 'portal',
  more: Readonly<Record<string, unknown>> = {},
): { readonly subject: string; readonly text: string } => {
  const { ticket, area } = facts;
  const template = area.templates[kind][language];
  const common = commonValues(language, facts, side);
  const { description } = ticket;
  const fields = fieldTexts(area.fields, ticket.fields, language);
  const values = { ...common, ticket: { ...common.ticket, description, fields }, ...more };
  return {
    subject: subjectWithNumber(renderLiquid(template.subject, values), ticket.number, {
      marker: area.subjectMarker,
      formats: facts.formats,
    }),
    text: renderLiquid(template.body, values),
  };
};

/** The placeholders that every text has. */
export const commonValues = (language: Language, { ticket, area, link, now }: MailFacts, side: 'agent' | 'portal') => {
  const step = area.workflows.get(ticket.workflow)?.steps.find((one) => one.id === ticket.step);
  // Of a step that is not configured any more a requester reads the category, in mails as in the portal.
  const label = side === 'portal' ? (step?.publicLabel ?? step?.name ?? ticket.category) : (step?.name ?? ticket.step);
  return {
    ticket: { number: ticket.number, subject: ticket.subject, status: label, link: link[side] },
    area: { name: area.name },
    requester: { name: ticket.requester.name },
    // Time zones take their time, and few texts ask for the day: it is computed when it is read.
    today: () => formatDay(now, language, area.timeZone),
  };
};

/** The external history as templates see it. One projection for every mail to a requester. */
export const historyValues = (facts: MailFacts, language: Language) => ({
  actions: facts.externalActions.map((action) => ({
    at: formatMoment(action.occurredAt, language, facts.area.timeZone),
    shortDescription: action.shortDescription,
    description: action.description,
    timeSpent: timeOrNothing(action.timeSpent, language),
  })),
  timeSpent: timeOrNothing(facts.ticket.externalTime, language),
});

/** Templates leave out what takes no time. */
const timeOrNothing = (hundredths: number, language: Language): string =>
  hundredths === 0 ? '' : formatTimeSpent(hundredths, language);
