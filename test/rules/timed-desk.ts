import { defineArea } from '../../src/area/define-area.ts';
import type { DeskOptions } from '../../src/desk.ts';
import type { Store } from '../../src/ports/store.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { StepTimerInput } from '../../src/workflow/workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { printer } from './helpdesk.ts';

type WaitingTimers = Readonly<Record<string, StepTimerInput<'expire' | 'resume'>>>;

/** What happens by itself: unattended tickets become urgent, waiting ones expire, closed ones are archived. */
export const supportWith = (waiting: WaitingTimers = { silent: { after: 'P3D', transition: 'expire' } }) =>
  defineWorkflow({
    id: 'support',
    name: 'Support',
    initial: 'new',
    steps: {
      new: { name: 'New', category: 'new', timers: { unattended: { after: 'P1D', transition: 'escalate' } } },
      urgent: { name: 'Urgent', category: 'open' },
      doing: { name: 'In progress', category: 'open' },
      waiting: { name: 'Waiting', category: 'pending', timers: waiting },
      closed: { name: 'Closed', category: 'closed', timers: { old: { after: 'P30D', transition: 'archive' } } },
      archived: { name: 'Archived', category: 'closed' },
    },
    transitions: {
      start: { name: 'Start', from: ['new', 'urgent'], to: 'doing', permission: 'work' },
      escalate: { name: 'Escalate', from: ['new'], to: 'urgent', permission: 'escalate' },
      wait: { name: 'Wait', from: ['doing'], to: 'waiting', permission: 'work' },
      remind: { name: 'Remind', from: ['waiting'], to: 'waiting', permission: 'work' },
      resume: { name: 'Resume', from: ['waiting'], to: 'doing', permission: 'work' },
      expire: {
        name: 'Expire',
        from: ['waiting'],
        to: 'closed',
        permission: 'expire',
        condition: { field: 'fields.keep', isNot: true },
        message: 'It is to be kept.',
      },
      ask: { name: 'Ask the engineers', from: ['doing'], to: { workflow: 'problem' }, permission: 'work' },
      close: { name: 'Close', from: ['urgent', 'doing'], to: 'closed', permission: 'work', closesByDefault: true },
      archive: { name: 'Archive', from: ['closed'], to: 'archived', permission: 'archive' },
      reopen: { name: 'Reopen', from: ['closed', 'archived'], to: 'doing', permission: 'reopen' },
    },
  });

const problem = defineWorkflow({
  id: 'problem',
  name: 'Problem',
  initial: 'analysis',
  steps: {
    analysis: { name: 'Analysis', category: 'open', timers: { late: { after: 'PT4H', transition: 'back' } } },
    solved: { name: 'Solved', category: 'closed' },
  },
  transitions: {
    back: {
      name: 'Give back',
      from: ['analysis'],
      to: { return: true, fallback: { workflow: 'support', step: 'urgent' } },
      permission: 'escalate',
    },
    solve: { name: 'Solve', from: ['analysis'], to: 'solved', permission: 'work' },
  },
});

export const areaWith = (support: ReturnType<typeof supportWith>, timeZone = 'UTC') =>
  defineArea({
    id: 'helpdesk',
    name: 'Help-Desk',
    timeZone,
    workflows: [support, problem],
    fields: { keep: { type: 'yes_no' }, cause: { type: 'text' } },
  });

/** Statuses that change by themselves. */
const caretaker = defineArea({
  id: 'caretaker',
  name: 'Caretaker',
  timeZone: 'Europe/Berlin',
  statuses: [
    { id: 'new', name: 'New', category: 'new', timers: { forgotten: { after: 'P1W', transition: 'done' } } },
    { id: 'done', name: 'Done', category: 'closed' },
  ],
});

const agentWords = ['ticket.create', 'ticket.read', 'ticket.edit', 'ticket.switch_workflow', 'work', 'reopen'];

/** What the desk itself must hold for its timers. */
export const systemWords = { '*': ['ticket.read', 'ticket.edit', 'escalate', 'expire', 'archive'] };

export const openTimedDesk = async (
  store: Store,
  {
    support = supportWith(),
    timeZone = 'UTC',
    system = systemWords,
    options = {},
  }: {
    readonly support?: ReturnType<typeof supportWith>;
    readonly timeZone?: string;
    readonly system?: Readonly<Record<string, readonly string[]>>;
    readonly options?: Partial<Pick<DeskOptions<readonly []>, 'clock' | 'logger' | 'authorizer'>>;
  } = {},
) => {
  const kit = await createTestDesk({
    areas: [areaWith(support, timeZone), caretaker],
    roles: { agent: { '*': agentWords }, lead: { '*': ['*'] } },
    desk: { lead: ['config.admin'] },
    system,
    store,
    options,
  });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  const ada = kit.agent('Ada', 'agent');
  /** A ticket of support that has gone this way. */
  const ticketIn = async (...way: readonly ('start' | 'wait' | 'close' | 'ask')[]): Promise<string> => {
    const { ticket } = await ada.tickets.create({
      area: 'helpdesk',
      ...printer,
      requester: { ...printer.requester, contact: 'acme' },
    });
    for (const transition of way) await ada.tickets.transition(ticket.id, transition);
    return ticket.id;
  };
  /** What a ticket waits for: timer, transition and moment. */
  const waitsFor = async (ticket: string) =>
    (await ada.tickets.open(ticket)).timedTransitions.map(
      ({ id, transition, dueAt }) => `${id} ${transition.id} ${dueAt}`,
    );
  const stepOf = async (ticket: string) => (await ada.tickets.get(ticket)).step;
  return { ...kit, ada, ticketIn, waitsFor, stepOf };
};
