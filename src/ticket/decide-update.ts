import { checkFieldValues } from '../area/field-values.ts';
import { portalFields } from '../area/portal-fields.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided, type Issue, refuseInput } from '../refusal/refusal.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { cleanText, trimmedLine } from '../text/clean-text.ts';
import { toAudience } from './audience.ts';
import { type CreateValues, notAssignable, requesterLinkProblems } from './decide-create.ts';
import { isAssignable, type People } from './people.ts';
import { projectProblems } from './project-problems.ts';
import { isErased } from './requester.ts';
import type { NewEvent } from './ticket-event.ts';
import type { TicketRow } from './ticket-row.ts';
import { type TicketValues, ticketValueProblems } from './ticket-values.ts';

/** What an edit may change; left out: keep, null: empty. */
export type UpdateValues = CreateValues;

/** Decides an edit; one that changes nothing makes no event. The event keeps old and new values. */
export const decideUpdate = (
  ticket: TicketRow,
  values: UpdateValues,
  facts: { readonly area: ResolvedArea; readonly people: People },
): Decided<readonly NewEvent[]> => {
  const checked = checkFieldValues(facts.area.fields, values.fields ?? {});
  const { requester } = ticket;
  const after: TicketValues = {
    subject: trimmedLine(keep(values.subject, ticket.subject)),
    description: cleanText(keep(values.description, ticket.description)),
    requester: {
      contact: values.requester?.contact === undefined ? requester.contact : values.requester.contact,
      person: values.requester?.person === undefined ? requester.person : values.requester.person,
      name: trimmedLine(keep(values.requester?.name, requester.name)),
      email: trimmedLine(keep(values.requester?.email, requester.email)),
      phone: trimmedLine(keep(values.requester?.phone, requester.phone)),
    },
    fields: { ...ticket.fields, ...checked.values },
  };
  // Who sees or holds a ticket must not hang on a value that is missing on it.
  const problems = editsContent(values) ? ticketValueProblems(after, facts.area).filter(isOfUse(ticket, values)) : [];
  const issues = [
    ...problems,
    ...checked.issues,
    ...(values.requester === undefined ? [] : requesterLinkProblems(after.requester, facts.people, requester)),
    ...(values.project === ticket.project ? [] : projectProblems(values.project, facts.people)),
    ...(isHandOver(ticket, values) && !isAssignable(facts.people, values.responsible)
      ? [notAssignable(['responsible'], values.responsible)]
      : []),
  ];
  if (issues.length > 0) return refuseInput(issues);
  const project = values.project === undefined ? ticket.project : values.project;
  const state = {
    ...after,
    project,
    audience: values.audience === undefined ? ticket.audience : toAudience(values.audience),
  };
  const changes = Object.fromEntries(
    (['subject', 'description', 'requester', 'project', 'fields', 'audience'] as const)
      .filter((key) => canonicalJson(ticket[key]) !== canonicalJson(state[key]))
      .map((key) => [key, { from: ticket[key], to: state[key] }]),
  );
  const shownFields = Object.keys(portalFields(facts.area.fields, 'read')).filter(
    (id) => canonicalJson(ticket.fields[id] ?? null) !== canonicalJson(after.fields[id] ?? null),
  );
  const data = { ...changes, ...(shownFields.length === 0 ? {} : { shownFields }) };
  return accept([
    ...(Object.keys(changes).length === 0 ? [] : [{ type: 'ticket.edited', data } as const]),
    ...(isHandOver(ticket, values)
      ? [{ type: 'ticket.responsible_changed', data: { from: ticket.responsible, to: values.responsible } } as const]
      : []),
  ]);
};

/** An erased requester lacks what an area requires of one; that must not keep anybody from editing something else. */
const isOfUse =
  ({ requester }: TicketRow, values: UpdateValues) =>
  ({ path: [field] }: Issue): boolean =>
    field !== 'requester' || values.requester !== undefined || !isErased(requester);

/** Is anything of what people wrote to be changed, or nothing at all named? */
export const editsContent = ({ audience, responsible, ...content }: UpdateValues): boolean =>
  (audience === undefined && responsible === undefined) || Object.values(content).some((value) => value !== undefined);

/** Does somebody else become responsible? */
export const isHandOver = (
  ticket: TicketRow,
  values: UpdateValues,
): values is UpdateValues & { readonly responsible: string } =>
  values.responsible !== undefined && values.responsible !== ticket.responsible;

const keep = (value: string | null | undefined, present: string): string =>
  value === undefined ? present : (value ?? '');
