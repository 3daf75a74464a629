import { expectTypeOf, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import type { Desk } from '../../src/desk.ts';
import type { TransitionInputOf } from '../../src/engine/inference.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { TransitionInput } from '../../src/workflow/workflow.ts';

const steps = { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } } as const;
const strict = defineWorkflow({
  id: 'strict',
  name: 'Strict',
  initial: 'new',
  steps,
  transitions: {
    close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work', comment: 'required' },
    pass: { name: 'Pass', from: ['new'], to: 'new', permission: 'work', responsible: 'required' },
  },
});
const loose = defineWorkflow({
  id: 'loose',
  name: 'Loose',
  initial: 'new',
  steps,
  transitions: {
    close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work', comment: 'optional' },
    pass: { name: 'Pass', from: ['new'], to: 'new', permission: 'work', comment: 'optional' },
  },
});
const area = defineArea({ id: 'mixed', name: 'Mixed', workflows: [strict, loose] });
declare const desk: Desk<typeof area>;
const ada = desk.as({ user: 'ada' });

test('two workflows that own a transition: an id needs what either needs, a narrowed ticket only its own', async () => {
  await ada.tickets.transition('id', 'close', { comment: 'Needed by one of them' });
  // @ts-expect-error the strict one needs a comment
  await ada.tickets.transition('id', 'close');
  // @ts-expect-error the strict one needs a responsible
  await ada.tickets.transition('id', 'pass', {});
  await ada.tickets.transition('id', 'pass', {
    responsible: 'grace',
    // @ts-expect-error the strict one takes no comment
    comment: 'Take it',
  });
  const ticket = await ada.tickets.get('id');
  if (ticket.workflow === 'loose') {
    await ada.tickets.transition(ticket, 'close');
    await ada.tickets.transition(ticket, 'pass', { comment: 'Take it' });
  } else {
    await ada.tickets.transition(ticket, 'close', { comment: 'Needed' });
    // @ts-expect-error needed here
    await ada.tickets.transition(ticket, 'close');
  }
});

test('a definition that is known only at run time makes every input possible', () => {
  type Dynamic = TransitionInputOf<Record<string, TransitionInput<string>>, string>;
  expectTypeOf<{ comment: string; responsible: string }>().toExtend<Dynamic>();
  expectTypeOf<Record<never, never>>().toExtend<Dynamic>();
});
