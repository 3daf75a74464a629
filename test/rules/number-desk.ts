import type { NumberingInput } from '../../src/area/area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { createTestIds } from '../kit/test-ids.ts';
import { printer } from './helpdesk.ts';

const statuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;

let desks = 0;

/** Ids that no other desk on the same store has given. */
const freshIds = () => {
  desks += 1;
  const [ids, desk] = [createTestIds(), desks];
  return { next: (now: Date) => `desk${desk}-${ids.next(now)}` };
};

/** A desk with one area of this numbering. */
export const openNumbered = async (store: Store, number: NumberingInput, timeZone = 'UTC', id = 'desk') => {
  const opened = await createTestDesk({
    areas: [defineArea({ id, name: 'Desk', key: 'D', statuses, number, timeZone })],
    roles: { agent: { '*': ['*'] } },
    store,
    options: { ids: freshIds() },
  });
  const ada = opened.agent('Ada', 'agent');
  return {
    ...opened,
    ada,
    create: async () => (await ada.tickets.create(printer)).ticket.number,
    /** The number that a preview shows. */
    preview: async () => {
      const preview = await ada.preview.tickets.create(printer);
      if (!preview.allowed) throw new Error(preview.refusal.message);
      return preview;
    },
  };
};
