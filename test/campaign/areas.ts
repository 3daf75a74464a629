import { defineArea, defineWorkflow } from 'ticketwerk';

const incident = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'In progress', category: 'open' },
    waiting: { name: 'Waiting', category: 'pending' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    start: {
      name: 'Start',
      from: ['new', 'waiting', 'closed'],
      to: 'doing',
      permission: 'work',
      permissionFromClosed: 'reopen',
    },
    wait: { name: 'Wait', from: ['new', 'doing'], to: 'waiting', permission: 'work', comment: 'optional' },
    close: { name: 'Close', from: ['new', 'doing', 'waiting'], to: 'closed', permission: 'work' },
  },
});

/** Numbers in each of the three ways: one by one, in blocks, without a gap. */
export const areas = [
  defineArea({ id: 'single', name: 'One by one', key: 'ONE', workflows: [incident] }),
  defineArea({ id: 'block', name: 'In blocks', key: 'BLK', workflows: [incident], number: { block: 10 } }),
  defineArea({ id: 'gapless', name: 'Without a gap', key: 'ALL', workflows: [incident], number: { gapless: true } }),
] as const;

export type AreaId = (typeof areas)[number]['id'];
export const areaIds: readonly [AreaId, ...AreaId[]] = ['single', 'block', 'gapless'];
