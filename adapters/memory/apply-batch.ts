import { personKey } from '../../src/index.ts';
import type { Batch, TicketAdditions } from '../../src/ports/batch.ts';
import type { StoredResult } from '../../src/ports/stored-result.ts';
import type { TicketEvent } from '../../src/ticket/ticket-event.ts';
import type { TimedTransition } from '../../src/workflow/timed-transition.ts';
import { deleteTicket } from './delete-ticket.ts';
import { frozenCopy } from './frozen-copy.ts';
import { activityKey, eventKey, onceKey, refKey, type Space } from './space.ts';

/** Writes a batch that was checked before: nothing in here can be refused. */
export const applyBatch = (space: Space, batch: Batch): void => {
  if (batch.once !== undefined) space.results.put(frozenCopy(batch.once));
  if (batch.newSettings !== undefined) space.settings.put(frozenCopy(batch.newSettings));
  if (batch.counter !== undefined) space.counters.take(batch.counter.series, batch.counter.value);
  for (const change of batch.changes) {
    switch (change.root) {
      case 'ticket':
        space.tickets.put(frozenCopy(change.after));
        add(space, change.add);
        if (change.add.timedTransitions !== undefined)
          replaceTimedTransitions(space, change.after.id, change.add.timedTransitions);
        break;
      case 'deletion':
        deleteTicket(space, change.before);
        addEvent(space, change.tombstone);
        if (change.once !== undefined) space.results.put(frozenCopy(change.once));
        break;
      case 'mail':
        space.mails.put(frozenCopy(change.after));
        break;
      case 'delivery':
        space.deliveries.put(frozenCopy(change.after));
        break;
      case 'timer':
        space.timers.put(frozenCopy(change.after));
        break;
      case 'timed_transition':
        space.timedTransitions.put(frozenCopy(change.after));
        break;
      case 'source':
        space.sources.put(frozenCopy(change.after));
        if (change.rawRemoved) space.raws.remove(change.after.id);
        break;
      case 'text_block':
        space.textBlocks.put(frozenCopy(change.after));
        break;
      case 'question':
        space.questions.put(frozenCopy(change.after));
        break;
    }
  }
  if (batch.erasure !== undefined) writeErasure(space, batch.erasure);
  for (const opening of batch.openings ?? []) {
    const known = space.openings.where('ref', refKey(opening.ref)).find(({ user }) => user === opening.user);
    if (known === undefined || known.at < opening.at) space.openings.put(frozenCopy(opening));
  }
};

const writeErasure = (space: Space, { person, known }: NonNullable<Batch['erasure']>): void => {
  if (known === null) space.erasures.remove(person);
  else space.erasures.put(frozenCopy(known));
  const isHis = ({ actor }: StoredResult) => actor.startsWith('requester:') && actor.endsWith(`/${personKey(person)}`);
  for (const result of [...space.results.all()].filter(isHis)) space.results.remove(onceKey(result));
};

const add = (space: Space, additions: TicketAdditions): void => {
  for (const event of additions.eventsRedacted ?? []) space.events.put(frozenCopy(event));
  for (const event of additions.events ?? []) addEvent(space, event);
  for (const action of additions.actions ?? []) space.actions.put(frozenCopy(action));
  for (const action of additions.actionsChanged ?? []) space.actions.put(frozenCopy(action));
  for (const { id } of additions.actionsRemoved ?? []) space.actions.remove(id);
  for (const mail of additions.mails ?? []) space.mails.put(frozenCopy(mail));
  for (const delivery of additions.deliveries ?? []) space.deliveries.put(frozenCopy(delivery));
  for (const question of additions.questions ?? []) space.questions.put(frozenCopy(question));
  for (const { source, raw } of additions.sources ?? []) {
    space.sources.put(frozenCopy(source));
    space.raws.put({ source: source.id, raw: Uint8Array.from(raw) });
  }
  for (const { before, after } of additions.activityLinks ?? []) {
    if (after === null) space.activityLinks.remove(activityKey(before));
    else space.activityLinks.put(frozenCopy(after));
  }
  for (const document of [...(additions.documents ?? []), ...(additions.documentsChanged ?? [])]) {
    space.documents.put(frozenCopy(document));
  }
  for (const id of additions.documentsRemoved ?? []) space.documents.remove(id);
  if (additions.once !== undefined) space.results.put(frozenCopy(additions.once));
};

/** What a ticket waits for from now on is all that it waits for. */
const replaceTimedTransitions = (space: Space, ticket: string, rows: readonly TimedTransition[]): void => {
  for (const { id } of space.timedTransitions.where('ticket', ticket)) space.timedTransitions.remove(id);
  for (const row of rows) space.timedTransitions.put(frozenCopy(row));
};

const addEvent = (space: Space, event: TicketEvent): void => {
  space.events.put(frozenCopy(event));
  space.feed.put({ position: space.feed.size() + 1, event: eventKey(event) });
};
