import { expectTypeOf, test } from 'vitest';
import type { Agent } from '../../src/engine/agent.ts';
import type { BulkOutcome, BulkPreview } from '../../src/index.ts';
import type { caretaker, helpdesk } from '../rules/helpdesk.ts';

declare const ada: Agent<typeof helpdesk | typeof caretaker>;

test('bulk commands take the steps and statuses of the configuration, and answer with a verdict a ticket', () => {
  expectTypeOf(ada.bulk.setStep(['t1'], 'waiting')).resolves.toEqualTypeOf<BulkOutcome>();
  expectTypeOf(ada.bulk.setStatus(['t1'], 'busy')).resolves.toEqualTypeOf<BulkOutcome>();
  expectTypeOf(ada.preview.bulk.setStep(['t1'], 'closed')).resolves.toEqualTypeOf<BulkPreview>();
  // @ts-expect-error there is no such step
  ada.bulk.setStep(['t1'], 'nowhere');
  // @ts-expect-error a step of a workflow is no status
  ada.bulk.setStatus(['t1'], 'waiting');
  // @ts-expect-error a confirmation says whether to inform
  ada.bulk.setStep(['t1'], 'closed', { confirm: {} });
  // @ts-expect-error an interim mail is for one ticket
  ada.bulk.addAction(['t1'], { visibility: 'external', description: 'x', thenInterimDraft: true });
});

test('a deletion needs a confirmation and a version; its preview does not', () => {
  ada.tickets.delete('t1', { confirmed: true }, { expectedVersion: 1 });
  ada.preview.tickets.delete('t1', {}, {});
  // @ts-expect-error it must be confirmed
  ada.tickets.delete('t1', {}, { expectedVersion: 1 });
  // @ts-expect-error by true and nothing else
  ada.tickets.delete('t1', { confirmed: false }, { expectedVersion: 1 });
  // @ts-expect-error and name the version that was looked at
  ada.tickets.delete('t1', { confirmed: true }, {});
  // @ts-expect-error a list too
  ada.bulk.delete(['t1'], {});
});
