import type { ResolvedArea } from '../../area/resolved-area.ts';
import { classifyMail } from '../../mail-rules/classify-mail.ts';
import type { Person } from '../../ports/directory.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { userOf } from '../../ticket/actor.ts';
import { requirePermission } from '../../ticket/closed-lock.ts';
import { decideCreate } from '../../ticket/decide-create.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { People } from '../../ticket/people.ts';
import type { SourceMail } from '../../ticket/source-mail.ts';
import { chooseWorkflow } from '../../workflow/choose-workflow.ts';
import { areaPermissions } from '../authorize.ts';
import type { Command, CommandFacts } from '../command.ts';
import { chooseArea } from '../creation-options.ts';
import type { Plan } from '../plan.ts';
import type { ReadMail } from '../read-mail.ts';
import { originOf, originPrefill, preferredArea, type ReadOrigin, readOrigin } from '../read-origin.ts';
import { removeSource } from '../remove-source.ts';
import { duplicateWarnings, sameRef } from '../source-matches.ts';
import { type CreateInput, createInput } from '../ticket-input.ts';

interface Gathered {
  readonly area: ResolvedArea;
  readonly origin: ReadOrigin;
}

/** Makes a ticket, by hand or from a mail, which then leaves its folder. */
export const createCommand: Command<CreateInput, Gathered> = {
  name: 'tickets.create',
  schema: createInput,
  repeats: false,
  gather: async (input, call) => {
    const { engine, grants } = call;
    const area = chooseArea(engine.configuration, grants, input.area, preferredArea(input.from, call));
    if (!area.ok) return area;
    if (input.from !== undefined && 'mail' in input.from) {
      const allowed = requirePermission('mail.convert', areaPermissions(grants, area.value.id), area.value.id);
      if (!allowed.ok) return allowed;
    }
    if (input.audience !== undefined) {
      const allowed = requirePermission('ticket.assign', areaPermissions(grants, area.value.id), area.value.id);
      if (!allowed.ok) return allowed;
    }
    const origin = await readOrigin(input.from, call);
    return origin.ok ? accept({ area: area.value, origin: origin.value }) : origin;
  },
  load: (_input, { origin: { mail } }) =>
    mail === null
      ? {}
      : { source: { ref: mail.ref, messageId: mail.found?.mail.messageId ?? null, openedSince: null } },
  ticket: () => null,
  people: (input, _loaded, call, { origin }) => ({
    users: [input.responsible, userOf(call.actor)].filter((id) => id != null),
    persons: [input.requester?.person].filter((id) => id != null),
    contacts: [input.requester?.contact].filter((id) => id != null),
    projects: [input.project].filter((id) => id != null),
    // Mail must not wait for the host's records.
    takeAsTheyCome: origin.mail !== null,
  }),
  decide: (input, facts) => decide(input, facts),
  afterCommit: async (plan, call) => {
    const [made] = plan.additions?.sources ?? [];
    return made === undefined ? [] : removeSource(made.source, call.context.tenant, call.engine);
  },
};

const decide = (input: CreateInput, facts: CommandFacts<Gathered>): Decided<Plan> => {
  const { call, gathered, loaded, people, freshId } = facts;
  const { area, origin } = gathered;
  const source = origin.mail;
  const now = toInstant(facts.now);
  const user = userOf(call.actor);
  if (user === null)
    return refuse('forbidden', 'Only an agent creates tickets here; requesters use the portal.', {
      data: { permission: 'ticket.create' },
    });
  if (people.users.get(user)?.active === false) {
    return refuse('forbidden', 'Only an active user creates tickets.', {
      data: { permission: 'ticket.create', area: area.id },
    });
  }
  const convertible = source === null ? accept(null) : checkSource(source, facts);
  if (!convertible.ok) return convertible;
  const found = source?.found ?? null;
  const prefill = originPrefill(origin, area);
  const row: SourceMail | null =
    source === null || found === null
      ? null
      : {
          id: freshId,
          ticket: freshId,
          ref: source.ref,
          messageId: found.mail.messageId,
          contentHash: found.contentHash,
          from: found.mail.from?.address ?? '',
          subject: found.mail.subject,
          storedAt: now,
          removal: 'pending',
          removalNotBefore: now,
          removalAttempts: 0,
          leasedUntil: null,
          version: 1,
        };
  const events = decideCreate(input, {
    area,
    origin: originOf(origin),
    prefill,
    actor: call.actor,
    start: (given) => chooseWorkflow(area, input.workflow, given, user),
    responsible: user,
    people: withPersons(people, [
      ...(found?.matches.persons ?? []),
      ...(origin.person === null ? [] : [origin.person.person]),
    ]),
    attached:
      row === null
        ? null
        : { source: row.id, mailbox: row.ref.mailbox, messageId: row.messageId, from: row.from, subject: row.subject },
  });
  if (!events.ok) return events;
  return accept({
    ticketId: freshId,
    before: null,
    area,
    events: events.value,
    people,
    answered: found === null ? null : { ...found.mail, automatic: classifyMail(found.mail).kind !== 'person' },
    additions: { sources: row === null || found === null ? [] : [{ source: row, raw: found.raw }] },
    warnings: [
      ...prefill.warnings,
      ...(found?.warnings ?? []),
      ...(found === null ? [] : duplicateWarnings(found, loaded.sources)),
    ],
  });
};

/** Persons that were just read are known without asking again. */
const withPersons = (people: People, persons: readonly Person[]): People => ({
  ...people,
  persons: new Map([...people.persons, ...persons.map((person) => [person.id, person] as const)]),
});

/** A mail becomes one ticket: who comes second is told which. */
const checkSource = (source: ReadMail, { loaded }: CommandFacts<Gathered>): Decided<null> => {
  const taken = loaded.sources.find(({ ref }) => sameRef(ref, source.ref));
  if (taken !== undefined)
    return refuse('already_done', 'This mail was made a ticket already.', { data: { ticket: taken.ticket } });
  return source.found === null ? refuseNotFound('mail') : accept(null);
};
