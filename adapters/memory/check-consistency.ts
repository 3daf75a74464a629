import type { Batch, TicketChange } from '../../src/ports/batch.ts';
import { changedRow, ticketOfChange } from '../../src/ports/changed-row.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import { canonicalJson } from '../../src/text/canonical-json.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';
import { activityKey, eventKey, type Space } from './space.ts';

/** Refuses what a database would refuse by its constraints: such a batch is a mistake of the caller, not a race. */
export const checkConsistency = (space: Space, batch: Batch): void => {
  const roots = batch.changes.map((change) => `${change.root} ${changedRow(change).id}`);
  if (new Set(roots).size < roots.length) throw inconsistent('two changes of one row');
  const deleted = new Set(batch.changes.flatMap((change) => (change.root === 'deletion' ? [change.before.id] : [])));
  if (batch.changes.some((change) => change.root !== 'deletion' && deleted.has(ticketOfChange(change) ?? '')))
    throw inconsistent('a deleted ticket that something else is changed of');
  if (batch.mode === 'each') checkEach(batch);
  for (const change of batch.changes) if (change.root === 'ticket') checkAdditions(space, change);
};

/** What is written ticket by ticket belongs to a ticket that is there. */
const checkEach = ({ changes, once, counter, newSettings }: Batch): void => {
  const tickets = new Set(changes.flatMap(({ root, before }) => (root === 'ticket' ? [before?.id] : [])));
  const fits = changes.every(
    (change) =>
      change.root === 'deletion' ||
      (change.root === 'ticket' && change.before !== null) ||
      ((change.root === 'timer' || change.root === 'question') &&
        change.before !== null &&
        tickets.has(change.after.ticket)),
  );
  if (!fits || once !== undefined || counter !== undefined || newSettings !== undefined)
    throw inconsistent('what cannot be written ticket by ticket');
};

const checkAdditions = (space: Space, { after, add }: TicketChange): void => {
  const rows = [
    ...(add.events ?? []),
    ...(add.eventsRedacted ?? []),
    ...(add.actions ?? []),
    ...(add.actionsChanged ?? []),
    ...(add.actionsRemoved ?? []),
    ...(add.mails ?? []),
    ...(add.deliveries ?? []),
    ...(add.sources ?? []).map(({ source }) => source),
    ...(add.activityLinks ?? []).map(({ before, after }) => after ?? before),
    ...(add.documents ?? []),
    ...(add.documentsChanged ?? []),
    ...(add.timedTransitions ?? []),
  ];
  if (rows.some(({ ticket }) => ticket !== after.id)) throw inconsistent('an addition that belongs to another ticket');
  const keys = (add.events ?? []).map(eventKey);
  if (new Set(keys).size < keys.length || keys.some((key) => space.events.get(key) !== undefined)) {
    throw inconsistent('an event whose place in the history is taken');
  }
  checkRedaction(space, add);
  const documents = [...(add.documentsChanged ?? []).map(({ id }) => id), ...(add.documentsRemoved ?? [])];
  if (new Set(documents).size < documents.length) throw inconsistent('a document twice');
  if (documents.some((id) => space.documents.get(id)?.ticket !== after.id)) {
    throw inconsistent('a change of a document that the ticket does not have');
  }
  const touched = [...(add.actionsChanged ?? []), ...(add.actionsRemoved ?? [])];
  if (touched.some(({ id, ticket }) => space.actions.get(id)?.ticket !== ticket)) {
    throw inconsistent('a change of an action that is not there');
  }
  if (new Set(touched.map(({ id }) => id)).size < touched.length) throw inconsistent('two changes of one action');
  const added = new Set(add.mails?.map(({ id }) => id));
  if (add.deliveries?.some(({ mail }) => !added.has(mail) && space.mails.get(mail) === undefined)) {
    throw inconsistent('a delivery without its mail');
  }
  const links = (add.activityLinks ?? []).flatMap(({ before }) => before ?? []);
  if (links.some((link) => space.activityLinks.get(activityKey(link))?.ticket !== link.ticket)) {
    throw inconsistent('an activity that is not where it is taken from');
  }
};

/** The history is append-only, but for what an erasure that says so takes out of it. */
const checkRedaction = (space: Space, { events = [], eventsRedacted = [] }: TicketChange['add']): void => {
  const isThere = (redacted: TicketEvent) => {
    const stored = space.events.get(eventKey(redacted));
    return stored !== undefined && canonicalJson(fixed(stored)) === canonicalJson(fixed(redacted));
  };
  if (eventsRedacted.length === 0) return;
  if (events.at(-1)?.type !== 'person.erased') throw inconsistent('a redaction that no event tells of');
  if (!eventsRedacted.every(isThere)) throw inconsistent('a redaction of an event that is not there');
  if (new Set(eventsRedacted.map(eventKey)).size < eventsRedacted.length)
    throw inconsistent('two redactions of one event');
};

/** What a redaction leaves as it is. */
const fixed = ({ actor: _actor, data: _data, ...rest }: TicketEvent) => rest;

const inconsistent = (what: string): RefusedError =>
  new RefusedError({
    code: 'store_failed',
    message: `The batch holds ${what}. Nothing was written; mend the batch.`,
    issues: [],
    data: {},
  });
