import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import type { Agent } from '../../src/engine/agent.ts';
import type { BulkOutcome } from '../../src/engine/bulk/bulk-verdict.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { caretaker, helpdesk, mail, printer } from '../rules/helpdesk.ts';

type Worker = Agent<typeof helpdesk | typeof caretaker>;

/** One line of table T2: a mail of this kind, as a draft of somebody or queued, to these addresses. */
interface Line {
  readonly kind: string;
  readonly mode: string;
  readonly owner: string | null;
  readonly to: string;
}
const bob = 'bob@acme.example';
const draft = (kind: string, owner: string): Line => ({ kind, mode: 'draft', owner, to: bob });
const bulk = (kind: string, owner: string): Line => ({ kind, mode: 'queued', owner, to: bob });
const notice = (kind: string, user: string): Line => ({
  kind,
  mode: 'queued',
  owner: null,
  to: `${user}@desk.example`,
});

const users = ['ada', 'grace'] as const;
const step = fc.record({
  who: fc.constantFrom('ada', 'ada', 'grace', 'system', 'requester', 'requester'),
  what: fc.constantFrom(
    ...[
      'manual',
      'manual',
      'email',
      'email',
      'reply',
      'reply',
      'pass',
      'start',
      'close',
      'person',
      'update',
      'start',
      'pass',
      'wait',
      'reopen',
      'close',
      'finish',
      'status',
    ],
    ...[
      'internal',
      'external',
      'interim',
      'interimWith',
      'reply',
      'send',
      'discard',
      'refresh',
      'edit',
      'switch',
      'block',
    ],
    ...['bulkAdd', 'bulkSend', 'bulkSend', 'bulkClose', 'bulkClose', 'bulkSilent', 'bulkMove', 'handOverAll', 'delete'],
  ),
  at: fc.nat({ max: 5 }),
  user: fc.constantFrom(...users),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const openWorld = async () => {
  const words = [
    ...['ticket.create', 'ticket.read', 'ticket.edit', 'ticket.switch_workflow', 'mail.convert', 'work', 'reopen'],
    ...['ticket.reopen', 'ticket.delete'],
  ];
  const kit = await createTestDesk({
    areas: [helpdesk, caretaker],
    roles: {},
    parser: createMimeParser(),
    options: {
      authorizer: rolePolicy({
        roles: { agent: { '*': words } },
        rolesOf: () => ['agent'],
        mailboxes: { agent: ['support'] },
        system: { '*': words },
      }),
    },
  });
  kit.agent('Ada', 'any');
  kit.agent('Grace', 'any');
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  kit.people.addPerson({ id: 'bob', name: 'Bob', email: bob, contacts: ['acme'] });
  return { ...kit, tickets: [] as string[], mails: [] as string[] };
};
type World = Awaited<ReturnType<typeof openWorld>>;

/** What T2 says of a step that succeeds on a ticket with this responsible. */
const table = ({ who, what, user }: Step, responsible: string): readonly Line[] => {
  const isUser = who === 'ada' || who === 'grace';
  if (who === 'requester') {
    // M3 and M4: to the agents that the area names, and to whoever is responsible.
    if (what === 'manual') return [notice('portal_ticket', 'dispatch')];
    return what === 'reply' ? [notice('portal_addition', responsible)] : [];
  }
  switch (what) {
    case 'email': // M1
      return isUser ? [draft('received', who)] : [];
    case 'pass': // M5: an effective change only, and never to who did it
      return user === responsible
        ? []
        : [user, responsible].filter((id) => id !== who).map((id) => notice('assigned', id));
    case 'interim': // M7
    case 'interimWith':
      return [draft('interim', isUser ? who : responsible)];
    case 'close': // M8, by a person alone
    case 'finish':
    case 'status':
      return isUser ? [draft('closing', who)] : [];
    case 'bulkSend': // M9
      return [bulk('bulk', isUser ? who : responsible)];
    case 'bulkClose': // M10
      return [bulk('closing', isUser ? who : responsible)];
    default: // everything else sends nothing
      return [];
  }
};

const call = async (world: World, { who, what, at, user }: Step): Promise<unknown> => {
  const ticket = world.tickets[at % Math.max(1, world.tickets.length)] ?? 'unknown';
  const letter = world.mails[at % Math.max(1, world.mails.length)] ?? 'unknown';
  if (who === 'requester') {
    const portal = world.requester('Bob', { contact: 'acme' });
    const { subject, description } = printer;
    if (what === 'manual')
      return portal.create({ area: 'helpdesk' as never, subject, description, name: 'Bob', email: bob });
    return what === 'reply' ? portal.reply(ticket, { text: 'More' }) : portal.get(ticket);
  }
  const agent: Worker = who === 'system' ? world.desk.asSystem('test') : world.desk.as({ user: who });
  const requester = { ...printer.requester, contact: 'acme' };
  const made = { ...printer, requester, responsible: user };
  switch (what) {
    case 'manual':
      return agent.tickets.create(at % 2 === 0 ? { ...made, area: 'helpdesk' } : { ...made, area: 'caretaker' });
    case 'email':
      return agent.tickets.create({ area: 'helpdesk', from: { mail: world.mailbox.put(mail()) }, responsible: user });
    case 'person':
      return agent.tickets.create({
        area: 'helpdesk',
        from: { person: 'bob' },
        subject: 'x',
        description: 'y',
        responsible: user,
      });
    case 'update':
      return agent.tickets.update(ticket, { subject: 'Changed' });
    case 'start':
    case 'wait':
    case 'reopen':
    case 'finish':
      return agent.tickets.transition(ticket, what as 'start');
    case 'pass':
      return agent.tickets.transition(ticket, 'pass', { responsible: user });
    case 'close':
      return agent.tickets.close(ticket, { comment: 'Done' });
    case 'status':
      return agent.tickets.setStatus(ticket, 'done');
    case 'internal':
    case 'external':
      return agent.actions.add(ticket, { visibility: what, description: 'x', timeSpent: 25 });
    case 'interim':
      return agent.tickets.draftInterim(ticket);
    case 'interimWith':
      return agent.actions.add(ticket, { visibility: 'external', description: 'x', thenInterimDraft: true });
    case 'discard':
    case 'send':
    case 'refresh':
      return agent.outbox[what](letter);
    case 'edit':
      return agent.outbox.update(letter, { text: 'Mine' });
    case 'switch':
      return agent.tickets.switchWorkflow(ticket, 'request');
    case 'bulkAdd':
      return changedBy(agent.bulk.addAction([ticket], { visibility: 'external', description: 'x' }));
    case 'bulkSend':
      return changedBy(agent.bulk.addAction([ticket], { visibility: 'external', description: 'x', send: true }));
    case 'bulkClose':
    case 'bulkSilent': {
      const confirm = { inform: what === 'bulkClose' };
      return changedBy(agent.bulk.setStep([ticket], 'closed', { comment: 'Done', confirm }));
    }
    case 'bulkMove':
      return changedBy(agent.bulk.setStep([ticket], 'doing'));
    case 'handOverAll':
      return changedBy(agent.bulk.handOverAll({ from: 'ada', to: 'grace' }));
    case 'delete': {
      const { version } = await agent.tickets.get(ticket);
      return agent.tickets.delete(ticket, { confirmed: true }, { expectedVersion: version });
    }
    case 'block':
      return agent.textBlocks.save({ name: 'x', text: 'x' });
    default:
      return agent.tickets.get(ticket);
  }
};

/** A bulk command that changes nothing sends nothing. */
const changedBy = async (run: Promise<BulkOutcome>): Promise<BulkOutcome | null> => {
  const done = await run;
  return done.changed === 0 ? null : done;
};

const outboxOf = async ({ store }: World) =>
  store.page('outbox', {
    tenant: 'default',
    query: { states: ['draft', 'queued', 'closed', 'discarded'] },
    limit: 10_000,
  });

test('for every command, origin and mode the outbox holds what the mail table says, and no requester mail leaves unless a person decided it [NOT-01] [NOT-02]', async () => {
  const seen = new Map<string, number>();
  let leaving = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 30, size: 'max' }), async (steps) => {
      const world = await openWorld();
      const first: Step = { who: 'ada', what: 'manual', at: 0, user: 'ada' };
      const sent = new Set<string>();
      for (const one of [first, ...steps]) {
        const ticket = world.tickets[one.at % Math.max(1, world.tickets.length)];
        const before = new Set((await outboxOf(world)).map(({ mail: { id } }) => id));
        const { tickets } = await world.store.load({
          tenant: 'default',
          tickets: { ids: ticket === undefined ? [] : [ticket], details: [] },
        });
        const letter = world.mails[one.at % Math.max(1, world.mails.length)];
        const answer = await call(world, one).catch((error: unknown) => {
          if (isRefused(error)) return null;
          throw error;
        });
        const made = (await outboxOf(world)).filter(({ mail: { id } }) => !before.has(id)).map(({ mail }) => mail);
        const expected = answer === null ? [] : table(one, tickets[0]?.row.responsible ?? '');
        expect(
          made
            .map(({ kind, state, owner, to }) => ({
              kind,
              mode: state,
              owner,
              to: to.map((each) => each.address).join(),
            }))
            .sort(byText),
          JSON.stringify(one),
        ).toEqual([...expected].sort(byText));
        for (const { kind, state } of made) seen.set(`${kind} ${state}`, (seen.get(`${kind} ${state}`) ?? 0) + 1);
        world.mails.push(...made.filter(({ state }) => state === 'draft').map(({ id }) => id));
        // What a bulk command queues was decided with it.
        for (const { id, owner, state } of made) if (owner !== null && state === 'queued') sent.add(id);
        if (one.what === 'send' && one.who !== 'requester' && answer !== null && letter !== undefined) sent.add(letter);
        const { ticket: after } = (answer ?? {}) as { readonly ticket?: { readonly id: string } };
        if (after !== undefined && !world.tickets.includes(after.id)) world.tickets.push(after.id);
      }
      world.clock.advance({ days: 400 });
      await world.desk.deliver();
      const left = (await outboxOf(world)).filter(({ mail: { state, owner } }) => state === 'closed' && owner !== null);
      for (const {
        mail: { id },
      } of left)
        expect(sent).toContain(id);
      const answers = world.mailer.sent.filter(({ envelope }) => envelope.to === bob);
      expect(answers).toHaveLength(left.length);
      leaving += left.length;
    }),
    { numRuns: 200 },
  );
  const kinds = [
    'received draft',
    'interim draft',
    'closing draft',
    'closing queued',
    'bulk queued',
    'assigned queued',
    'portal_ticket queued',
    'portal_addition queued',
  ];
  // Requester mails are of four kinds: two come by themselves, two on demand; there is no other.
  expect([...seen.keys()].sort()).toEqual(kinds.sort());
  for (const count of seen.values()) expect(count).toBeGreaterThan(3);
  expect(leaving).toBeGreaterThan(3);
});

const byText = (a: Line, b: Line): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
