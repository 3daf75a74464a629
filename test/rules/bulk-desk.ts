import { defineArea } from '../../src/area/define-area.ts';
import type { DeskOptions } from '../../src/desk.ts';
import type { BulkVerdict } from '../../src/engine/bulk/bulk-verdict.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { caretaker, helpdesk, incident, printer } from './helpdesk.ts';

const quiet = defineArea({ id: 'quiet', name: 'Quiet', workflows: [incident], required: [] });
const ledger = defineArea({
  id: 'ledger',
  name: 'Ledger',
  workflows: [incident],
  fields: { account: { type: 'text', requiredToClose: true } },
});

/** A desk with tickets to select: areas of workflows, one of which asks for no address and one for an account when a ticket closes, and one of statuses. */
export const openBulkDesk = async (
  store: Store,
  options: Pick<DeskOptions<readonly []>, 'undoSeconds' | 'bulk' | 'userMail'> = {},
) => {
  const words = ['ticket.create', 'ticket.read', 'ticket.edit', 'work'];
  const kit = await createTestDesk({
    areas: [helpdesk, caretaker, quiet, ledger],
    roles: {
      agent: { '*': words },
      clerk: { helpdesk: words },
      reader: { '*': ['ticket.read'] },
      remover: { '*': [...words, 'ticket.delete'] },
      lead: { '*': ['*'] },
    },
    store,
    options,
  });
  const ada = kit.agent('Ada', 'agent');
  const lead = kit.agent('Linus', 'lead');
  const make = async (email = 'bob@acme.example') =>
    (await ada.tickets.create({ area: 'helpdesk', ...printer, requester: { name: 'Bob', email } })).ticket;
  return { ...kit, ada, lead, make };
};

/** A verdict in a word. */
export const said = (verdict: Pick<BulkVerdict, 'outcome'> | BulkVerdict): string =>
  'refusal' in verdict ? verdict.refusal.code : verdict.outcome;

/** Counts what is asked of a store from now on. */
export const watched = (store: Store) => {
  const counts = { load: 0, commit: 0, page: 0 };
  const spied = store as { -readonly [K in 'load' | 'commit' | 'page']: Store[K] };
  for (const name of ['load', 'commit', 'page'] as const) {
    const original = store[name] as (...given: unknown[]) => unknown;
    spied[name] = ((...given: unknown[]) => {
      counts[name] += 1;
      return original(...given);
    }) as never;
  }
  return { loads: () => counts.load, commits: () => counts.commit, pages: () => counts.page };
};
