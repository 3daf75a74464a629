import fc from 'fast-check';
import { defineArea } from '../../src/area/define-area.ts';
import type { Agent } from '../../src/engine/agent.ts';
import type { Outcome } from '../../src/engine/answer.ts';
import type { Preview } from '../../src/engine/preview-command.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';

const words = ['ticket.create', 'ticket.read', 'ticket.edit', 'work'];
const support = defineWorkflow({
  id: 'support',
  name: 'CANARY-workflow',
  initial: 'new',
  steps: {
    new: { name: 'CANARY-new', category: 'new', publicLabel: 'Received' },
    doing: { name: 'CANARY-doing', category: 'open', publicLabel: 'In progress' },
    closed: { name: 'CANARY-closed', category: 'closed', publicLabel: 'Closed' },
  },
  transitions: {
    start: { name: 'CANARY-start', from: ['new'], to: 'doing', permission: 'work', comment: 'optional' },
    pass: {
      name: 'CANARY-pass',
      from: ['new', 'doing'],
      to: 'doing',
      permission: 'work',
      comment: 'optional',
      responsible: 'required',
    },
    skip: { name: 'CANARY-skip', from: ['new'], to: 'closed', permission: 'judge' },
    close: { name: 'CANARY-close', from: ['doing'], to: 'closed', permission: 'work', comment: 'required' },
    reopen: { name: 'CANARY-reopen', from: ['closed'], to: 'doing', permission: 'reopen', comment: 'optional' },
  },
});
const area = defineArea({
  id: 'desk',
  name: 'Desk',
  workflows: [support],
  fields: { severity: { type: 'choice', of: ['low', 'high'] } },
  portal: { notify: ['dispatch'], defaultResponsible: 'dispatch' },
});

const roles = {
  agent: { desk: words },
  lead: { '*': ['*'] },
  reader: { desk: ['ticket.read'] },
  nobody: {},
} as const;
const roleOf = { ada: 'agent', grace: 'agent', lena: 'lead', rita: 'reader', mallory: 'nobody' } as const;
const names = ['ada', 'grace', 'lena', 'rita', 'mallory'] as const;

/** An agent's commands, run or previewed. */
type Worker = Pick<Agent<typeof area>, 'tickets' | 'actions' | 'outbox'>;

/** One call of a random history: who, what, on which of the tickets or mails there are. */
export type Step = Readonly<{
  who: (typeof names)[number];
  what: string;
  at: number;
  text: string;
  to: string;
  flag: boolean;
  time: number;
}>;

/** The calls of a random history, right and wrong ones. */
export const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom(...names, 'ada', 'ada', 'lena'),
  what: fc.constantFrom(
    ...[
      'create',
      'update',
      'start',
      'pass',
      'skip',
      'close',
      'reopen',
      'teleport',
      'closeCommand',
      'action',
      'action',
      'action',
    ],
    ...['interim', 'interim', 'actionInterim', 'refresh', 'release'],
    ...['send', 'send', 'discard', 'draft', 'switch', 'deliver', 'wait', 'again', 'stale'],
  ),
  at: fc.nat({ max: 7 }),
  text: fc.constantFrom('', ' ', 'a word', 'Zeile 1\nZeile 2', '{{ ticket.number }}', 'x'.repeat(300), 'nul\0l'),
  to: fc.constantFrom('ada', 'grace', 'paul', 'rita', 'nobody', ''),
  flag: fc.boolean(),
  time: fc.constantFrom(0, 25, 777, 777, 777, -1, 0.5),
});

/** A desk on which random histories are played; names of workflow, steps and transitions are canaries. */
export const openWorld = async (store?: Store) => {
  const rolesOf = (user: string): readonly (keyof typeof roles)[] => {
    const role = Object.hasOwn(roleOf, user) ? roleOf[user as keyof typeof roleOf] : undefined;
    return role === undefined ? [] : [role];
  };
  const kit = await createTestDesk({
    areas: [area],
    roles: {},
    ...(store === undefined ? {} : { store }),
    options: {
      undoSeconds: 120,
      authorizer: rolePolicy({ roles, rolesOf, desk: { lead: ['outbox.manage'] } }),
    },
  });
  for (const name of names) kit.agent(name, 'any');
  kit.people.addUser({ id: 'paul', name: 'Paul' });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  kit.people.addPerson({ id: 'bob', name: 'Bob', contacts: ['acme'] });
  const tickets: string[] = [];
  const mails: string[] = [];
  const note = (what: string, answer: unknown): void => {
    const { ticket, drafts = [] } = (answer ?? {}) as Partial<Outcome>;
    if (what === 'create' && ticket !== undefined) tickets.push(ticket.id);
    mails.push(...drafts.map(({ id }) => id));
  };

  const call = async ({ what, at, text, to, flag, time }: Step, agent: Worker): Promise<unknown> => {
    const ticket = tickets[at % Math.max(tickets.length, 1)] ?? 'unknown';
    const mail = mails[at % Math.max(mails.length, 1)] ?? 'unknown';
    const comment = text === '' ? {} : { comment: `CANARY-comment ${text}`.slice(text.trim() === '' ? 15 : 0) };
    switch (what) {
      case 'create':
        return agent.tickets.create({
          subject: text.length > 255 ? text : 'Printer',
          description: flag ? 'Smoke' : text,
          requester: { name: 'Bob', email: 'bob@acme.example', contact: 'acme', person: 'bob' },
        });
      case 'update':
        return agent.tickets.update(
          ticket,
          flag ? { subject: text } : { description: text, fields: { severity: 'low' } },
        );
      case 'start':
      case 'skip':
      case 'reopen':
      case 'close':
      case 'teleport':
        return agent.tickets.transition(ticket, what as 'close', comment as { comment: string });
      case 'pass':
        return agent.tickets.transition(ticket, 'pass', { ...comment, responsible: to });
      case 'closeCommand':
        return agent.tickets.close(ticket, comment);
      case 'action':
        return agent.actions.add(ticket, {
          visibility: flag ? 'external' : 'internal',
          description: flag ? text : `CANARY-internal ${text}`,
          // An odd time is a canary too: what a requester reads are quarters of an hour.
          timeSpent: flag && time === 777 ? 50 : time,
        });
      case 'interim':
        return agent.tickets.draftInterim(ticket);
      case 'actionInterim':
        return agent.actions.add(ticket, {
          visibility: flag || at > 2 ? 'external' : 'internal',
          description: text,
          thenInterimDraft: true,
        });
      case 'refresh':
        return agent.outbox.refresh(mail);
      case 'release':
        return agent.outbox.release(mail);
      case 'send':
        return agent.outbox.send(mail);
      case 'discard':
        return agent.outbox.discard(mail);
      case 'draft':
        return agent.outbox.update(mail, flag ? { text: 'Dear Bob, see you.' } : { subject: text });
      case 'switch':
        return agent.tickets.switchWorkflow(ticket, flag ? 'support' : ('other' as 'support'));
      case 'again':
        return agent.actions.add(ticket, { visibility: 'internal', description: text }, { idempotencyKey: `key${at}` });
      case 'stale':
        return agent.tickets.update(ticket, { subject: 'Stale' }, { expectedVersion: at + 1 });
      case 'deliver':
        return kit.desk.deliver();
      default:
        return kit.clock.advance({ minutes: at - 1 });
    }
  };

  const run = async (one: Step, agent: Worker = kit.desk.as({ user: one.who })): Promise<unknown> => {
    const answer = await call(one, agent);
    note(one.what, answer);
    return answer;
  };

  return {
    ...kit,
    tickets,
    run,
    /** What a preview says of a step, or null for steps that are no commands. */
    preview: async (one: Step): Promise<Preview | null> =>
      ['deliver', 'wait'].includes(one.what)
        ? null
        : ((await call(one, kit.desk.as({ user: one.who }).preview as unknown as Worker)) as Preview),
    /** Runs a step; true when it was accepted, false when it was refused. Anything else thrown is a failure. */
    play: async (one: Step): Promise<boolean> => {
      try {
        await run(one);
        return true;
      } catch (error) {
        if (isRefused(error)) return false;
        throw error;
      }
    },
    /** Everything the store holds, and which number comes next. */
    everything: async () => ({
      ...(await kit.store.load({
        tenant: 'default',
        tickets: { ids: tickets, details: ['events', 'actions', 'mails', 'sources'] },
      })),
      outbox: await kit.store.page('outbox', {
        tenant: 'default',
        query: { states: ['draft', 'queued', 'closed', 'discarded'] },
        limit: 10_000,
      }),
    }),
  };
};
