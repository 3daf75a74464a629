import { expectTypeOf, test } from 'vitest';
import type { Area } from '../../src/area/area.ts';
import type { Desk } from '../../src/desk.ts';
import type { caretaker, helpdesk } from '../rules/helpdesk.ts';

declare const desk: Desk<typeof helpdesk | typeof caretaker>;
const ada = desk.as({ user: 'ada' });

test('a ticket value narrows by its workflow, and its transitions ask for what they need', async () => {
  const ticket = await ada.tickets.get('id');
  expectTypeOf(ticket.workflow).toEqualTypeOf<'incident' | 'request' | 'caretaker'>();
  if (ticket.workflow === 'incident') {
    await ada.tickets.transition(ticket, 'start');
    await ada.tickets.transition(ticket, 'wait', { comment: 'Optional' });
    await ada.tickets.transition(ticket, 'wait', {}, { expectedVersion: 3 });
    await ada.tickets.transition(ticket, 'close', { comment: 'Needed', responsible: 'grace' });
    await ada.tickets.transition(ticket, 'pass', { responsible: 'grace' });
    await ada.tickets.transition(ticket, 'reopen');
  }
  if (ticket.workflow === 'request') {
    await ada.tickets.transition(ticket, 'finish');
    await ada.tickets.transition(ticket, 'reopen', {});
  }
  if (ticket.workflow === 'caretaker') {
    await ada.tickets.transition(ticket, 'busy');
    await ada.tickets.transition(ticket, 'done', { comment: 'Optional', responsible: 'grace' });
  }
});

test('a transition that does not exist, or not in this workflow, does not compile', async () => {
  const ticket = await ada.tickets.get('id');
  // @ts-expect-error no workflow has this transition
  await ada.tickets.transition('id', 'teleport');
  if (ticket.workflow === 'request') {
    await ada.tickets.transition(
      ticket,
      // @ts-expect-error a transition of another workflow
      'start',
    );
    await ada.tickets.transition(
      ticket,
      // @ts-expect-error a status of another area
      'busy',
    );
  }
  if (ticket.workflow === 'caretaker') {
    await ada.tickets.transition(
      ticket,
      // @ts-expect-error a transition of a workflow is no status
      'close',
    );
  }
});

test('a mandatory comment cannot be left out', async () => {
  const ticket = await ada.tickets.get('id');
  if (ticket.workflow !== 'incident') return;
  // @ts-expect-error the input is missing
  await ada.tickets.transition(ticket, 'close');
  // @ts-expect-error the comment is missing
  await ada.tickets.transition(ticket, 'close', {});
  await ada.tickets.transition(
    ticket,
    'close',
    // @ts-expect-error the comment is missing, whatever else there is
    { responsible: 'grace' },
  );
  await ada.tickets.transition(ticket, 'close', {
    // @ts-expect-error a comment is text
    comment: 5,
  });
});

test('what a transition does not ask for cannot be given', async () => {
  const ticket = await ada.tickets.get('id');
  if (ticket.workflow !== 'incident') return;
  await ada.tickets.transition(ticket, 'start', {
    // @ts-expect-error this transition takes no comment
    comment: 'By the way',
  });
  await ada.tickets.transition(ticket, 'resume', {
    // @ts-expect-error without a comment asked for, no responsible is either
    responsible: 'grace',
  });
  await ada.tickets.transition(ticket, 'wait', {
    comment: 'Optional',
    // @ts-expect-error no input has this name
    mood: 'good',
  });
  await ada.tickets.transition(
    ticket,
    'wait',
    {},
    {
      // @ts-expect-error a version is a number
      expectedVersion: '3',
    },
  );
});

test('a mandatory responsible cannot be left out', async () => {
  const ticket = await ada.tickets.get('id');
  if (ticket.workflow !== 'incident') return;
  // @ts-expect-error the input is missing
  await ada.tickets.transition(ticket, 'pass');
  await ada.tickets.transition(
    ticket,
    'pass',
    // @ts-expect-error the responsible is missing
    { comment: 'Take it' },
  );
});

test('an id asks for the strictest input of all workflows that own the transition', async () => {
  await ada.tickets.transition('id', 'start');
  await ada.tickets.transition('id', 'done', { comment: 'Optional' });
  await ada.tickets.transition('id', 'close', { comment: 'Needed' });
  // @ts-expect-error one of the workflows needs a comment
  await ada.tickets.transition('id', 'close');
});

test('only statuses of status lists can be set, and only on their tickets', async () => {
  const ticket = await ada.tickets.get('id');
  await ada.tickets.setStatus('id', 'busy');
  await ada.preview.tickets.setStatus('id', 'done', { comment: 'Optional' }, { expectedVersion: 2 });
  if (ticket.workflow === 'caretaker') {
    await ada.tickets.setStatus(ticket, 'done', { responsible: 'grace' });
    await ada.tickets.setStatus(
      ticket,
      // @ts-expect-error no such status
      'teleported',
    );
  }
  if (ticket.workflow === 'incident') {
    await ada.tickets.setStatus(
      // @ts-expect-error a ticket with a workflow has no statuses to set
      ticket,
      'busy',
    );
  }
  // @ts-expect-error a transition of a workflow is no status
  await ada.tickets.setStatus('id', 'start');
  // @ts-expect-error neither is a step
  await ada.tickets.setStatus('id', 'doing');
});

declare const workflowsOnly: Desk<typeof helpdesk>;
declare const unknownAreas: Desk<Area>;
test('without a status list there is nothing to set; areas known only at run time may have any', async () => {
  // @ts-expect-error an area with workflows
  await workflowsOnly.as({ user: 'ada' }).tickets.setStatus('id', 'new');
  await unknownAreas.as({ user: 'ada' }).tickets.setStatus('id', 'anything');
});
