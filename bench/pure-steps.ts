import { randomIds, rolePolicy } from 'ticketwerk';
import { setup, transition } from 'xstate';
import { assemblePlan } from '../src/engine/assemble-plan.ts';
import type { Call } from '../src/engine/call.ts';
import { configure } from '../src/engine/configuration.ts';
import type { Engine } from '../src/engine/engine.ts';
import type { People } from '../src/ticket/people.ts';
import { decideTransition } from '../src/workflow/decide-transition.ts';
import { ticketRow } from '../test/kit/store-contract/sample-rows.ts';
import { helpdesk } from './area.ts';
import { compare, type Standing } from './compare.ts';

/** Microseconds of CPU for one transition of a ticket, without reading and writing. */
export interface PureSteps {
  /** The desk: it decides, evolves the row by every event, and writes one mail with its delivery. */
  readonly desk: number;
  /** XState alone, from the name of the step, as it stands in a row. */
  readonly restored: number;
  /** XState alone, from a snapshot that was kept, as the desk keeps one for each step. */
  readonly kept: number;
}

/** Times a hand-over by a transition beside XState alone. */
export const measurePureSteps = async (count: number, rounds: number): Promise<PureSteps> => {
  const xstate = xstateAlone();
  const [desk, restored, kept] = await compare(
    [
      { name: 'desk', command: pureSteps() },
      { name: 'XState from the step', command: xstate.restored },
      { name: 'XState from a snapshot', command: xstate.kept },
    ],
    { rounds, count, lanes: 1, serverCpu: () => null },
  );
  const cpuOf = (standing: Standing | undefined) => standing?.clientCpu ?? Number.NaN;
  return { desk: cpuOf(desk), restored: cpuOf(restored), kept: cpuOf(kept) };
};

const person = { language: 'en' as const, active: true };
const people: People = {
  users: new Map([
    ['ada', { ...person, id: 'ada', name: 'Ada', email: 'ada@desk.example' }],
    ['grace', { ...person, id: 'grace', name: 'Grace', email: 'grace@desk.example' }],
  ]),
  persons: new Map(),
  contacts: new Map(),
  projects: new Map(),
  knowsPersons: false,
  knowsContacts: false,
  knowsProjects: false,
};

const pureSteps = (): (() => Promise<void>) => {
  const links = (ticket: string, side: string) => `https://crm.example/${side}/tickets/${ticket}`;
  const authorizer = rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] });
  const configuration = configure([helpdesk], {
    timeZone: 'UTC',
    language: 'en',
    draftDays: null,
    links,
    mailboxes: {},
    authorizer,
  });
  const area = configuration.areas.get('helpdesk');
  if (area === undefined) throw new Error('The area is configured.');
  const actor = { user: 'ada' };
  const engine: Pick<Engine, 'configuration' | 'links' | 'mailer' | 'ids' | 'userMail'> = {
    configuration,
    links,
    mailer: null,
    ids: randomIds,
    userMail: { mode: 'send', undoSeconds: 30 },
  };
  const call = { engine, actor } as Call;
  const ticket = ticketRow('t1', { number: 'HELPDESK-2026-00001', step: 'doing', category: 'open', fields: {} });
  const permissions = new Set(['work']);
  const now = new Date();
  return async () => {
    const inputs = { comment: 'For you.', responsible: 'grace' };
    const decided = decideTransition(ticket, 'pass', inputs, { area, actor, permissions, people, via: 'single' });
    if (!decided.ok) throw new Error(decided.refusal.message);
    const plan = { ticketId: ticket.id, before: ticket, area, events: decided.value, people };
    const { mails } = assemblePlan(plan, call, now, null);
    if (mails.length !== 1) throw new Error(`One mail is made, not ${mails.length}.`);
  };
};

/** The same workflow written for XState by hand, with a guard that looks for the same word. */
const xstateAlone = () => {
  const guard = 'allowed' as const;
  const machine = setup({
    types: { events: {} as { readonly type: string; readonly permissions: ReadonlySet<string> } },
    guards: { allowed: ({ event }) => event.permissions.has('work') },
  }).createMachine({
    initial: 'new',
    states: {
      new: { on: { wait: { target: 'waiting', guard }, close: { target: 'closed', guard } } },
      doing: {
        on: {
          wait: { target: 'waiting', guard },
          pass: { target: 'doing', reenter: true, guard },
          close: { target: 'closed', guard },
        },
      },
      waiting: { on: { resume: { target: 'doing', guard }, close: { target: 'closed', guard } } },
      closed: {},
    },
  });
  const permissions = new Set(['work']);
  const move = (snapshot: ReturnType<typeof machine.resolveState>) => {
    const [after] = transition(machine, snapshot, { type: 'pass', permissions });
    if (after.value !== 'doing') throw new Error('The transition is taken.');
  };
  const keptSnapshot = machine.resolveState({ value: 'doing' });
  return {
    restored: async () => move(machine.resolveState({ value: 'doing' })),
    kept: async () => move(keptSnapshot),
  };
};
