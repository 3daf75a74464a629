import fc from 'fast-check';
import { createActivityStore } from '../../adapters/memory/index.ts';
import type { TimerView } from '../../src/actions/timer-view.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { Agent } from '../../src/engine/agent.ts';
import type { ActionOutcome } from '../../src/engine/agent-actions.ts';
import type { PortalSurface } from '../../src/engine/portal.ts';
import type { Preview } from '../../src/engine/preview-command.ts';
import type { Ticket } from '../../src/engine/ticket-view.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import type { ActivityRef } from '../../src/ticket/activity-link.ts';
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
    skip: { name: 'CANARY-skip', from: ['new'], to: 'closed', permission: 'judge', requester: true },
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
const plain = defineArea({
  id: 'plain',
  name: 'Plain',
  statuses: [
    { id: 'new', name: 'CANARY-new', category: 'new', publicLabel: 'Received' },
    { id: 'busy', name: 'CANARY-busy', category: 'open', publicLabel: 'In progress' },
    { id: 'done', name: 'CANARY-done', category: 'closed', publicLabel: 'Closed' },
  ],
  portal: { notify: ['grace'], defaultResponsible: 'dispatch' },
});

const roles = {
  agent: { desk: words, plain: words },
  lead: { '*': ['*'] },
  reader: { '*': ['ticket.read'] },
  nobody: {},
} as const;
const roleOf = { ada: 'agent', grace: 'agent', lena: 'lead', rita: 'reader', mallory: 'nobody' } as const;
const names = ['ada', 'grace', 'lena', 'rita', 'mallory'] as const;

/** An agent's commands, run or previewed. */
type Worker = Pick<
  Agent<typeof area | typeof plain>,
  'tickets' | 'actions' | 'activities' | 'documents' | 'timers' | 'outbox'
>;
/** A requester's calls. */
type Asker = PortalSurface<typeof area | typeof plain>;

/** Steps of the requester, who has no preview. */
const asked: readonly string[] = ['ask', 'tell', 'withdraw'];
/** Steps that may make a ticket, and so draw a number. */
export const making: readonly string[] = ['create', 'person', 'ask'];

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
      'closeCommand',
      'start',
      'action',
      'action',
      'action',
      'note',
      'note',
      'editAction',
      'editAction',
      'editAction',
      'publishAction',
      'publishAction',
      'removeAction',
      'startTimer',
      'pauseTimer',
      'resumeTimer',
      'stopTimer',
    ],
    ...['file', 'file', 'moveFile', 'removeFile'],
    ...['interim', 'interim', 'actionInterim', 'refreshDraft', 'release'],
    ...['send', 'send', 'discard', 'draft', 'switch', 'deliver', 'wait', 'again', 'stale'],
    ...['person', 'refresh', 'audience', 'status', 'ask', 'tell', 'tell', 'withdraw'],
    ...['activity', 'activity', 'link', 'link', 'link', 'unlink'],
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
    areas: [area, plain],
    roles: {},
    ...(store === undefined ? {} : { store }),
    // Beside the store, so that it is the same for every store.
    activities: createActivityStore(),
    options: {
      undoSeconds: 120,
      authorizer: rolePolicy({ roles, rolesOf, desk: { lead: ['outbox.manage'] } }),
    },
  });
  for (const name of names) kit.agent(name, 'any');
  kit.people.addUser({ id: 'paul', name: 'Paul' });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  for (const id of ['CANARY-project', 'grace']) kit.people.addProject({ id, name: id });
  kit.people.addPerson({ id: 'bob', name: 'Bob', email: 'bob@acme.example', contacts: ['acme'] });
  const tickets: string[] = [];
  /** Those in the area of statuses. */
  const withStatus: string[] = [];
  const mails: string[] = [];
  /** Documents that a requester may see, and those he must never see. */
  const files = { open: [] as string[], secret: [] as string[] };
  const actions: string[] = [];
  /** Internal actions that hold no canary, so that they may be published. */
  const notes: string[] = [];
  const timers: string[] = [];
  const activities: ActivityRef[] = [];
  const note = ({ what, flag }: Step, answer: unknown): void => {
    const { ticket, drafts = [], action } = (answer ?? {}) as Partial<ActionOutcome<Ticket>>;
    const { document } = (answer ?? {}) as { readonly document?: { readonly id: string } };
    const { timer } = (answer ?? {}) as { readonly timer?: TimerView };
    const { activity } = (answer ?? {}) as { readonly activity?: ActivityRef };
    if (what === 'activity' && activity !== undefined) activities.push(activity);
    if (what === 'file' && document !== undefined) files[flag ? 'open' : 'secret'].push(document.id);
    if (what === 'startTimer' && timer !== undefined) timers.push(timer.id);
    if (what === 'action') actions.push(...(action === undefined ? [] : [action.id]));
    if (what === 'note') notes.push(...(action === undefined ? [] : [action.id]));
    if (making.includes(what) && ticket !== undefined) tickets.push(ticket.id);
    if (making.includes(what) && ticket?.area === 'plain') withStatus.push(ticket.id);
    mails.push(...drafts.map(({ id }) => id));
  };

  const call = async ({ what, at, text, to, flag, time }: Step, agent: Worker, asker: Asker): Promise<unknown> => {
    const ticket = tickets[at % Math.max(tickets.length, 1)] ?? 'unknown';
    const mail = mails[at % Math.max(mails.length, 1)] ?? 'unknown';
    const activity = activities[at % Math.max(activities.length, 1)] ?? { type: 'call', id: 'unknown' };
    const action = actions[at % Math.max(actions.length, 1)] ?? 'unknown';
    const clean = notes[at % Math.max(notes.length, 1)] ?? 'unknown';
    const timer = timers[at % Math.max(timers.length, 1)] ?? 'unknown';
    // An odd time is a canary too: what a requester reads are quarters of an hour.
    const quarter = time === 777 ? 50 : time;
    const comment = text === '' ? {} : { comment: `CANARY-comment ${text}`.slice(text.trim() === '' ? 15 : 0) };
    const where = at % 3 === 2 ? 'plain' : 'desk';
    switch (what) {
      case 'create':
        return agent.tickets.create({
          area: where,
          subject: text.length > 255 ? text : 'Printer',
          description: flag ? 'Smoke' : text,
          requester: { name: 'Bob', email: 'bob@acme.example', contact: 'acme', person: 'bob' },
          ...(flag ? { project: 'CANARY-project' } : {}),
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
          timeSpent: flag ? quarter : time,
        });
      case 'interim':
        return agent.tickets.draftInterim(ticket);
      case 'actionInterim':
        return agent.actions.add(ticket, {
          visibility: flag || at > 2 ? 'external' : 'internal',
          description: text,
          thenInterimDraft: true,
        });
      case 'refreshDraft':
        return agent.outbox.refresh(mail);
      case 'release':
        return agent.outbox.release(mail);
      case 'activity':
        return agent.activities.create(ticket, {
          type: flag ? 'appointment' : 'note',
          subject: `CANARY-activity ${text}`.slice(0, 200),
          ...(time > 0 ? { at: kit.clock.now() } : {}),
        });
      case 'link':
        return agent.activities.link(ticket, activity, flag ? { contacts: ['acme'], project: to || null } : {});
      case 'unlink':
        return agent.activities.unlink(ticket, activity);
      case 'person':
        return agent.tickets.create({
          area: where,
          subject: 'Printer',
          description: text,
          from: flag ? { person: 'bob', contact: 'acme' } : { person: to },
          ...(time === 777 ? { audience: ['CANARY-list'] } : {}),
        });
      case 'refresh':
        return agent.tickets.refreshRequester(ticket);
      case 'audience':
        return agent.tickets.update(ticket, {
          audience: time === 777 ? ['CANARY-list', to] : [`CANARY-${at}`],
          ...(flag ? { subject: text } : {}),
        });
      case 'status':
        return agent.tickets.setStatus(
          withStatus[at % Math.max(withStatus.length, 1)] ?? ticket,
          flag ? 'busy' : time === 0 ? 'new' : 'done',
          comment,
        );
      case 'ask': {
        const own = { subject: 'Printer', description: text, name: 'Bob', email: 'bob@acme.example' };
        return asker.create({ area: where, ...own }, flag ? {} : { idempotencyKey: `ask${at}` });
      }
      case 'tell':
        return asker.reply(ticket, { text }, flag ? {} : { idempotencyKey: `tell${at}` });
      case 'withdraw':
        return asker.close(ticket);
      case 'file':
        return agent.documents.add(ticket, {
          name: flag ? 'Plan.pdf' : 'CANARY-file.pdf',
          folder: flag ? 'upload' : 'CANARY-folder',
          content: new TextEncoder().encode(text),
        });
      case 'moveFile':
        return agent.documents.move(files.open[at] ?? 'unknown', { folder: flag ? 'Upload' : 'CANARY-folder' });
      case 'removeFile':
        return agent.documents.remove(files[flag ? 'open' : 'secret'][at] ?? 'unknown');
      case 'note':
        return agent.actions.add(ticket, { visibility: 'internal', description: text, timeSpent: quarter });
      case 'editAction':
        return flag
          ? agent.actions.edit(action, {
              visibility: 'internal',
              description: `CANARY-internal ${text}`,
              timeSpent: time,
            })
          : agent.actions.edit(clean, {
              description: text,
              timeSpent: quarter,
              concerns: [to],
              ...(at % 2 === 0 ? { visibility: 'internal' } : {}),
            });
      case 'publishAction':
        return agent.actions.publish(clean);
      case 'removeAction':
        return agent.actions.remove(flag ? action : clean);
      case 'startTimer':
        return agent.timers.start(ticket);
      case 'pauseTimer':
        return agent.timers.pause(timer);
      case 'resumeTimer':
        return agent.timers.resume(timer);
      case 'stopTimer':
        return agent.timers.stop(timer, flag ? { description: `CANARY-internal ${text}` } : {});
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
        return Promise.all([kit.desk.deliver(), kit.desk.bookTimers()]);
      default:
        return kit.clock.advance({ minutes: at - 1 });
    }
  };

  const bob = kit.desk.asRequester({ contact: 'acme', person: 'bob' });
  const run = async (
    one: Step,
    agent: Worker = kit.desk.as({ user: one.who }),
    asker: Asker = bob,
  ): Promise<unknown> => {
    const answer = await call(one, agent, asker);
    note(one, answer);
    return answer;
  };

  return {
    ...kit,
    bob,
    tickets,
    run,
    /** What a preview says of a step, or null for steps that are no commands. */
    preview: async (one: Step): Promise<Preview | null> =>
      ['deliver', 'wait', ...asked].includes(one.what)
        ? null
        : ((await call(one, kit.desk.as({ user: one.who }).preview as unknown as Worker, bob)) as Preview),
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
        tickets: {
          ids: tickets,
          details: [
            'events',
            'actions',
            'mails',
            'sources',
            'documents',
            'timers',
            'timedTransitions',
            'activityLinks',
          ],
        },
      })),
      outbox: await kit.store.page('outbox', {
        tenant: 'default',
        query: { states: ['draft', 'queued', 'closed', 'discarded'] },
        limit: 10_000,
      }),
    }),
  };
};
