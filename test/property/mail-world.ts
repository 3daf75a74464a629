import fc from 'fast-check';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { Agent } from '../../src/engine/agent.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';

const users = ['ada', 'grace', 'dora', 'mute', 'paul'] as const;
/** Users of the desk; `mute` has no address, `paul` leaves and comes back. */
export const user = fc.constantFrom(...users);

/** Mostly `ask`, which needs an answer before anything leaves. */
export const handOver = fc.constantFrom('ask', 'ask', 'automatic', 'never');

/** What an area and a desk may say about mails. */
export const mailModes = fc.record({
  handOver,
  closeMail: fc.constantFrom('draft', 'off'),
  notifyConcerned: fc.boolean(),
  notify: fc.constantFrom<readonly string[]>(
    ['dora'],
    ['ada', 'grace'],
    ['ada', 'paul'],
    ['mute', 'dora'],
    ['paul', 'mute'],
  ),
  defaultResponsible: user,
  closedPortal: fc.constantFrom('refuse', 'append', 'reopen'),
  userMail: fc.constantFrom('send', 'hold'),
});
export type MailModes = typeof mailModes extends fc.Arbitrary<infer M> ? M : never;

const move = { permission: 'work', comment: 'optional' } as const;
const workflow = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'Doing', category: 'open' },
    waiting: { name: 'Waiting', category: 'pending' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    start: { name: 'Start', from: ['new'], to: 'doing', permission: 'work' },
    pass: { name: 'Pass', from: ['new', 'doing'], to: 'doing', ...move, responsible: 'required' },
    quiet: {
      name: 'Pass quietly',
      from: ['new', 'doing'],
      to: 'doing',
      ...move,
      responsible: 'required',
      inform: false,
    },
    wait: { name: 'Wait', from: ['new', 'doing'], to: 'waiting', ...move },
    take: {
      name: 'Take',
      from: ['waiting'],
      to: 'doing',
      permission: 'work',
      responsible: { mode: 'none', default: 'actor' },
    },
    close: { name: 'Close', from: ['new', 'doing'], to: 'closed', ...move, closesByDefault: true },
    withdraw: { name: 'Withdraw', from: ['new', 'doing'], to: 'closed', permission: 'work', requester: true },
    reopen: { name: 'Reopen', from: ['closed'], to: 'doing', permission: 'reopen' },
  },
});
const other = defineWorkflow({
  id: 'other',
  name: 'Other',
  initial: 'asked',
  steps: { asked: { name: 'Asked', category: 'new' }, done: { name: 'Done', category: 'closed' } },
  transitions: {
    finish: { name: 'Finish', from: ['asked'], to: 'done', permission: 'work' },
    reopen: { name: 'Reopen', from: ['done'], to: 'asked', permission: 'reopen' },
  },
});

const areasWith = ({ handOver, closeMail, notifyConcerned, notify, defaultResponsible, closedPortal }: MailModes) => {
  const modes = {
    handOver,
    closeMail,
    notifyConcerned,
    portal: { notify, defaultResponsible },
    required: ['description', 'requester.name'],
  } as const;
  return [
    defineArea({
      id: 'desk',
      name: 'Desk',
      workflows: [workflow, other],
      closed: closedPortal === 'reopen' ? { portal: closedPortal, reopenBy: 'reopen' } : { portal: closedPortal },
      ...modes,
    }),
    defineArea({
      id: 'plain',
      name: 'Plain',
      language: 'de',
      statuses: [
        { id: 'open', name: 'Open', category: 'new' },
        { id: 'done', name: 'Done', category: 'closed' },
      ],
      ...modes,
    }),
  ] as const;
};
export type MailAgent = Agent<ReturnType<typeof areasWith>[number]>;

export const bobsAddress = 'bob@acme.example';
export const addressOf = (id: string): string => `${id}@desk.example`;

/** A desk with these modes, its agents, and a requester. */
export const openMailWorld = async (modes: MailModes) => {
  const kit = await createTestDesk({
    areas: areasWith(modes),
    roles: {},
    parser: createMimeParser(),
    options: {
      userMail: modes.userMail,
      undoSeconds: 1200,
      authorizer: rolePolicy({
        roles: { all: { '*': ['*'] } },
        rolesOf: () => ['all'],
        mailboxes: { all: ['support'] },
        desk: { all: ['config.admin', 'person.erase', 'text_blocks.manage'] },
        system: { '*': ['*'] },
      }),
    },
  });
  const add = (id: string, active: boolean) =>
    kit.people.addUser({ id, name: id, ...(id === 'mute' ? {} : { email: addressOf(id) }), active });
  for (const id of users) add(id, true);
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  for (const id of ['bob', 'eve'])
    kit.people.addPerson({ id, name: id, email: `${id}@acme.example`, contacts: ['acme'] });
  const gone = new Set<string>();
  return {
    ...kit,
    gone,
    /** Lets a user leave, or come back. */
    toggle: (id: string): void => {
      if (!gone.delete(id)) gone.add(id);
      add(id, !gone.has(id));
    },
    made: {
      tickets: [] as string[],
      actions: [] as string[],
      documents: [] as string[],
      blocks: [] as string[],
      // These are somebody's own.
      mails: [] as { readonly id: string; readonly of: string }[],
      timers: [] as { readonly id: string; readonly of: string }[],
      questions: [] as { readonly id: string; readonly of: string; readonly candidates: readonly string[] }[],
    },
  };
};
export type MailWorld = Awaited<ReturnType<typeof openMailWorld>>;
