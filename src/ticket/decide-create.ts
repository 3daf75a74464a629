import { checkFieldValues } from '../area/field-values.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { ConditionFacts } from '../condition/evaluate-condition.ts';
import { accept, type Decided, type Issue, refuseInput } from '../refusal/refusal.ts';
import { cleanText, trimmedLine } from '../text/clean-text.ts';
import type { Actor } from './actor.ts';
import { toAudience } from './audience.ts';
import { type GivenValues, givenFacts } from './given-facts.ts';
import type { People } from './people.ts';
import { isAssignable } from './people.ts';
import type { Prefill } from './prefill.ts';
import { projectProblems } from './project-problems.ts';
import type { EventData, NewEvent } from './ticket-event.ts';
import type { Origin } from './ticket-row.ts';
import { type TicketValues, ticketValueProblems } from './ticket-values.ts';

/** What a caller writes; left out: take the prefill, null: leave it empty. */
export interface CreateValues {
  readonly subject?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly requester?: { readonly [K in keyof TicketValues['requester']]?: string | null | undefined } | undefined;
  readonly project?: string | null | undefined;
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  readonly responsible?: string | undefined;
  readonly audience?: readonly string[] | undefined;
}

/** Where a new ticket starts, and who or what chose that. */
export type Start = Pick<EventData<'ticket.created'>, 'place' | 'chosenBy'>;

export interface CreateFacts {
  readonly area: ResolvedArea;
  readonly origin: Origin;
  readonly prefill: Prefill;
  readonly actor: Actor;
  /** Chooses the workflow of a ticket with these values. */
  readonly start: (given: ConditionFacts) => Decided<Start>;
  readonly responsible: string;
  readonly people: People;
  readonly attached: EventData<'mail.attached'> | null;
}

/** Decides a creation: explicit value over prefill over empty. The number is drawn once this has said yes. */
export const decideCreate = (values: CreateValues, facts: CreateFacts): Decided<readonly NewEvent[]> => {
  const { area, prefill, people } = facts;
  const checked = checkFieldValues(area.fields, values.fields ?? {});
  const ticket: TicketValues = {
    subject: trimmedLine(pick(values.subject, prefill.subject) ?? ''),
    description: cleanText(pick(values.description, prefill.description) ?? ''),
    requester: {
      contact: pick(values.requester?.contact, prefill.requester.contact),
      person: pick(values.requester?.person, prefill.requester.person),
      name: trimmedLine(pick(values.requester?.name, prefill.requester.name) ?? ''),
      email: trimmedLine(pick(values.requester?.email, prefill.requester.email) ?? ''),
      phone: trimmedLine(pick(values.requester?.phone, prefill.requester.phone) ?? ''),
    },
    fields: checked.values,
  };
  const responsible = values.responsible ?? facts.responsible;
  const given: Omit<GivenValues, 'creator'> = {
    area: area.id,
    origin: facts.origin,
    responsible,
    project: values.project ?? null,
    audience: toAudience(values.audience ?? []),
    ...ticket,
  };
  const start = facts.start(givenFacts({ ...given, creator: facts.actor }));
  if (!start.ok && start.refusal.code !== 'invalid_input') return start;
  const issues = [
    ...(start.ok ? [] : start.refusal.issues),
    ...ticketValueProblems(ticket, area),
    ...checked.issues,
    ...requesterLinkProblems(ticket.requester, people, prefill.requester),
    ...projectProblems(values.project, people),
    ...(isAssignable(people, responsible) ? [] : [notAssignable(['responsible'], responsible)]),
  ];
  if (!start.ok || issues.length > 0) return refuseInput(issues);
  const created: NewEvent = {
    type: 'ticket.created',
    data: { number: '', ...start.value, ...given },
  };
  return accept(facts.attached === null ? [created] : [created, { type: 'mail.attached', data: facts.attached }]);
};

export const notAssignable = (path: readonly string[], user: string): Issue => ({
  path,
  code: 'user_not_assignable',
  message: `There is no active user "${user}" who could be responsible.`,
  params: { user },
});

/** Links of the requester that the directory contradicts; those it gave itself just now are known. */
export const requesterLinkProblems = (
  { contact, person }: RequesterLinks,
  people: People,
  known: RequesterLinks,
): readonly Issue[] => {
  const found = person === null ? undefined : people.persons.get(person);
  return [
    ...(person !== null && person !== known.person && people.knowsPersons && found === undefined
      ? [{ path: ['requester', 'person'], code: 'unknown_person', message: `There is no person "${person}".` }]
      : []),
    ...(contact !== null && contact !== known.contact && people.knowsContacts && !people.contacts.has(contact)
      ? [{ path: ['requester', 'contact'], code: 'unknown_contact', message: `There is no contact "${contact}".` }]
      : []),
    ...(found !== undefined && contact !== null && !found.contacts.includes(contact)
      ? [
          {
            path: ['requester', 'person'],
            code: 'person_not_in_contact',
            message: `Person "${person}" does not belong to contact "${contact}".`,
          },
        ]
      : []),
  ];
};

type RequesterLinks = Pick<TicketValues['requester'], 'contact' | 'person'>;

const pick = <T>(explicit: T | null | undefined, prefilled: T | null): T | null =>
  explicit === undefined ? prefilled : explicit;
