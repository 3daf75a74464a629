import { createDesk, defineArea, defineWorkflow, type Grants, type TransitionInput } from 'ticketwerk';
import { createMemoryStore } from 'ticketwerk/memory';
import { ticketPermissions } from '../src/engine/authorize.ts';
import { availableTransitions } from '../src/workflow/available-transitions.ts';
import { newTicket } from './area.ts';
import { measure } from './measure.ts';
import { median } from './median.ts';

const stepCount = 20;
const stepOf = (index: number) => `s${index % stepCount}`;

/** Four ways out of each step: an open one, one with a condition, one that needs a comment, one that is not permitted. */
const waysOut = (index: number): readonly TransitionInput<string>[] => {
  const way = { name: `To ${index}`, from: [stepOf(index)], to: stepOf(index + 1), permission: 'work' };
  return [
    way,
    {
      ...way,
      condition: {
        all: [
          { field: 'responsible', is: 'grace' },
          { field: 'subject', contains: 'printer' },
        ],
      },
      message: 'Only Grace moves printers.',
    },
    { ...way, to: stepOf(index + 2), comment: 'required' },
    { ...way, to: stepOf(index + 3), permission: 'judge', whenForbidden: 'disable' },
  ];
};

const workflow = defineWorkflow({
  id: 'long',
  name: 'Long',
  initial: 's0',
  steps: Object.fromEntries(
    Array.from({ length: stepCount }, (_, index) => {
      const category =
        index === 0 ? ('new' as const) : index === stepCount - 1 ? ('closed' as const) : ('open' as const);
      return [stepOf(index), { name: `Step ${index}`, category }];
    }),
  ),
  transitions: Object.fromEntries(
    Array.from({ length: stepCount }, (_, index) => waysOut(index))
      .flat()
      .map((way, index) => [`t${index}`, way]),
  ),
});

const words = [
  'ticket.create',
  'ticket.read',
  'ticket.edit',
  'ticket.assign',
  'action.publish',
  'action.delete',
  'work',
];
const grants: Grants = { areas: { '*': { permissions: words, visible: 'all' } }, desk: [], mailboxes: [] };

/** Microseconds of CPU for the transitions of a page of 50 tickets, with the reasons of those that cannot be taken: what a list needs beyond its rows. */
export const measureOffers = async (count: number, rounds: number): Promise<number> => {
  const area = defineArea({ id: 'helpdesk', name: 'Help-Desk', workflows: [workflow] });
  const store = createMemoryStore();
  const desk = createDesk({ areas: [area], store, authorizer: { grants: () => grants } });
  const actor = { user: 'ada' };
  const ids: string[] = [];
  for (let made = 0; made < 50; made += 1) ids.push((await desk.as(actor).tickets.create(newTicket)).ticket.id);
  const { tickets } = await store.load({ tenant: 'default', tickets: { ids, details: [] } });
  const rows = tickets.map(({ row }, index) => ({ ...row, step: stepOf(index) }));
  const page = async () =>
    rows.map((row) => {
      const permissions = ticketPermissions(grants, row, actor);
      return availableTransitions(row, workflow.definition, {
        area: { fields: {}, workflows: new Map([[workflow.id, workflow.definition]]), workflowVersions: new Map() },
        actor,
        permissions,
      });
    });
  const samples: number[] = [];
  for (let round = -3; round < rounds; round += 1) {
    const { clientCpu } = await measure(page, { count, lanes: 1, serverCpu: () => null });
    if (round >= 0) samples.push(clientCpu);
  }
  return median(samples);
};
