import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { actor, type Condition } from '../../src/condition/condition.ts';
import { nothingToDo } from '../../src/engine/ticket-can.ts';
import type { AreaGrant, Grants } from '../../src/ports/authorizer.ts';
import { isRefused, type RefusedError } from '../../src/refusal/refused-error.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import type { TransitionInput } from '../../src/workflow/workflow.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';

const steps = {
  new: { name: 'New', category: 'new' },
  doing: { name: 'Doing', category: 'open' },
  done: { name: 'Done', category: 'closed' },
  filed: { name: 'Filed', category: 'closed' },
} as const;
type StepId = keyof typeof steps;
const stepId = fc.constantFrom<StepId>('new', 'doing', 'done', 'filed');
const word = fc.constantFrom('ticket.edit', 'work', 'judge');
const condition = fc.constantFrom<Condition>(
  { field: 'responsible', is: actor },
  { not: { field: 'responsible', is: actor } },
  { field: 'fields.ok', is: true },
  {
    any: [
      { field: 'fields.ok', empty: true },
      { field: 'step', in: ['doing', 'done'] },
    ],
  },
);
const mode = fc.constantFrom('none', 'optional', 'required');
const transition: fc.Arbitrary<TransitionInput<StepId>> = fc.record(
  {
    name: fc.constant('A transition'),
    from: fc.oneof(fc.constant('*' as const), fc.uniqueArray(stepId, { minLength: 1, maxLength: 3 })),
    to: stepId,
    permission: word,
    // A configuration in which a common word leads out of a closed step is refused.
    permissionFromClosed: fc.constantFrom('reopen', 'reopen_any'),
    condition,
    comment: mode,
    responsible: mode,
    closesByDefault: fc.boolean(),
    whenForbidden: fc.constantFrom('hide', 'disable'),
    whenBlocked: fc.constantFrom('hide', 'disable'),
    requester: fc.boolean(),
  },
  { requiredKeys: ['name', 'from', 'to', 'permission', 'permissionFromClosed'] },
);
const everyWord = [
  ...['ticket.create', 'ticket.read', 'ticket.edit', 'ticket.edit_closed', 'ticket.assign', 'ticket.switch_workflow'],
  ...['work', 'judge', 'reopen', 'reopen_any'],
  ...['action.edit_any', 'action.publish', 'action.delete', 'ticket.delete'],
];
const grant: fc.Arbitrary<AreaGrant> = fc.record(
  {
    permissions: fc.oneof(fc.subarray(everyWord, { minLength: 2 }), fc.constant(everyWord)),
    visible: fc.constantFrom<AreaGrant['visible']>(
      ...['all' as const, 'all' as const, 'all' as const, 'all' as const, 'none' as const],
      { field: 'responsible', is: actor },
      { field: 'audience', hasAny: ['team'] },
    ),
    own: fc.subarray(['ticket.read', 'ticket.edit', 'ticket.assign', 'work']),
  },
  { requiredKeys: ['permissions', 'visible'] },
);
const letterCommands = ['update', 'refresh', 'send', 'release', 'discard'] as const;
const world = fc.record({
  transitions: fc.array(transition, { minLength: 1, maxLength: 6 }),
  grant,
  walk: fc.array(fc.nat({ max: 6 }), { maxLength: 4 }),
  own: fc.boolean(),
  ok: fc.boolean(),
  audience: fc.constantFrom([], ['team'], ['other']),
  /** Is the requester a person of the host? */
  linked: fc.boolean(),
  withPortal: fc.boolean(),
  withdrawable: fc.boolean(),
  undoSeconds: fc.constantFrom(0, 60),
  letters: fc.oneof(
    fc.array(fc.constantFrom(...letterCommands), { minLength: 3, maxLength: 8 }),
    fc.constant(['refresh', 'send', 'release', 'discard'] as const),
  ),
  /** A text that must be there to close, and whether it is. */
  proof: fc.record({
    portal: fc.constantFrom('hidden', 'read', 'write'),
    requiredToClose: fc.boolean(),
    given: fc.boolean(),
  }),
});

/** Another one to switch to. */
const other = defineWorkflow({
  id: 'other',
  name: 'Other',
  initial: 'asked',
  steps: { asked: { name: 'Asked', category: 'new' }, over: { name: 'Over', category: 'closed' } },
  transitions: { end: { name: 'End', from: ['asked'], to: 'over', permission: 'work' } },
});

const everything: Grants = {
  areas: { '*': { permissions: everyWord, visible: 'all' } },
  desk: ['outbox.manage'],
  mailboxes: [],
};

/** The refusal of a call, or null when it was accepted. */
const refusal = async (call: Promise<unknown>): Promise<RefusedError | null> => {
  try {
    await call;
    return null;
  } catch (error) {
    if (isRefused(error)) return error;
    throw error;
  }
};
const inputsFor = ({
  comment = 'none',
  responsible = comment === 'none' ? 'none' : 'optional',
}: TransitionInput<StepId>) => ({
  ...(comment === 'required' ? { comment: 'Because' } : {}),
  ...(responsible === 'required' ? { responsible: 'grace' } : {}),
});

/** Two defaults out of one step are refused. */
const withOneDefault = (transitions: readonly TransitionInput<StepId>[]): readonly TransitionInput<StepId>[] => {
  const first = transitions.findIndex(({ closesByDefault }) => closesByDefault);
  return transitions.map((one, index) => (index === first ? one : { ...one, closesByDefault: false }));
};

test('what is offered is exactly what is accepted: transitions, everything on a ticket, its actions, documents, activities and drafts, creating [PRM-02]', async () => {
  const count = { accepted: 0, refused: 0 };
  /** What was offered at least once, and what was not. */
  const offers = new Set<string>();
  const compare = (name: string, refused: RefusedError | null, offered = false) => {
    offers.add(`${name} ${offered}`);
    expect(refused === null, name).toBe(offered);
  };
  await fc.assert(
    fc.asyncProperty(world, async ({ transitions, grant: granted, walk, own, ok, audience, proof, ...rest }) => {
      const { linked, withPortal, withdrawable, undoSeconds, letters } = rest;
      const inputs: Record<string, TransitionInput<StepId>> = {
        way: { name: 'Way', from: ['new', 'doing'], to: 'done', permission: 'judge', requester: withdrawable },
        ...Object.fromEntries(withOneDefault(transitions).map((one, index) => [`t${index}`, one])),
      };
      const flow = defineWorkflow({ id: 'flow', name: 'Flow', initial: 'new', steps, transitions: inputs });
      const { given, ...rules } = proof;
      const fields = { ok: { type: 'yes_no' }, proof: { type: 'text', ...rules } } as const;
      const portal = { notify: ['grace'], defaultResponsible: 'grace' };
      const area = defineArea({
        ...{ id: 'desk', name: 'Desk', workflows: [flow, other], fields },
        ...(withPortal ? { portal } : {}),
      });
      const { desk, agent, people } = await createTestDesk({
        areas: [area],
        roles: {},
        portals: false,
        options: {
          undoSeconds,
          authorizer: {
            grants: (who) =>
              'user' in who && who.user === 'root' ? everything : { areas: { desk: granted }, desk: [], mailboxes: [] },
          },
        },
      });
      for (const name of ['Ada', 'Grace', 'Root']) agent(name, 'any');
      people.addContact({ id: 'acme', name: 'Acme' });
      people.addPerson({ id: 'bob', name: 'Robert', email: 'bob@acme.example', contacts: ['acme'] });
      const [root, ada] = [desk.as({ user: 'root' }), desk.as({ user: 'ada' })];
      const printer = {
        subject: 'Printer',
        description: 'Smoke',
        requester: {
          ...{ name: 'Bob', email: 'bob@acme.example', contact: 'acme' },
          ...(linked ? { person: 'bob' } : {}),
        },
      };
      const names = Object.keys(inputs);
      /** A new ticket that went the same way as all of them. */
      const fresh = async () => {
        const { ticket } = await root.tickets.create({
          ...printer,
          responsible: own ? 'ada' : 'grace',
          fields: { ok, ...(given || !rules.requiredToClose ? { proof: 'Seen' } : {}) },
          audience,
        });
        for (const step of walk) {
          const name = names[step % names.length] ?? 'way';
          await refusal(root.tickets.transition(ticket.id, name, inputsFor(inputs[name] as TransitionInput<StepId>)));
        }
        return ticket.id;
      };
      const note = (refused: RefusedError | null) => {
        count[refused === null ? 'accepted' : 'refused'] += 1;
        return refused;
      };

      const seen = await refusal(ada.tickets.get(await fresh()));
      expect(seen?.code ?? 'not_found').toBe('not_found');
      for (const name of [...names, 'unknown']) {
        const ticket = await fresh();
        const offered = seen === null ? await ada.tickets.availableTransitions(ticket) : [];
        const one = offered.find(({ id }) => id === name);
        const call = ada.tickets.transition(
          ticket,
          name,
          inputsFor(inputs[name] ?? (inputs.way as TransitionInput<StepId>)),
        );
        const refused = note(await refusal(call));
        const missing = refused?.issues.some(({ path }) => path.join('.') === 'fields.proof') ?? false;
        expect(refused === null || missing, name).toBe(one?.enabled ?? false);
        if (missing) expect(one?.missingFields).toEqual(['proof']);
        if (refused === null) expect(one?.missingFields).toEqual([]);
        if (refused === null || missing) continue;
        const permission = one?.reasons[0]?.code === 'permission';
        expect(refused.code).toBe(seen !== null ? 'not_found' : permission ? 'forbidden' : 'transition_unavailable');
        if (one !== undefined && !permission) expect(refused.issues).toEqual(one.reasons);
      }

      const can = seen === null ? (await ada.tickets.get(await fresh())).can : nothingToDo;
      const commands: { readonly [K in keyof typeof can]: (ticket: string) => Promise<unknown> } = {
        edit: (ticket) => ada.tickets.update(ticket, { subject: 'Another' }),
        handOver: (ticket) => ada.tickets.update(ticket, { responsible: own ? 'grace' : 'ada' }),
        assign: (ticket) => ada.tickets.update(ticket, { audience: ['x'] }),
        refreshRequester: (ticket) => ada.tickets.refreshRequester(ticket),
        switchWorkflow: (ticket) => ada.tickets.switchWorkflow(ticket, 'other'),
        close: async (ticket) => {
          let close = await refusal(ada.tickets.close(ticket));
          for (const input of [{ comment: 'x' }, { responsible: 'grace' }, { comment: 'x', responsible: 'grace' }]) {
            if (close?.code === 'invalid_input') close = await refusal(ada.tickets.close(ticket, input));
          }
          // Where there are several ways, a screen offers closing and shows the choice; what is missing, it lets fill in.
          const missing = close?.issues.some(({ path }) => path.join('.') === 'fields.proof') ?? false;
          if (close !== null && !missing && close.code !== 'choice_required') throw close;
        },
        draftInterim: (ticket) => ada.tickets.draftInterim(ticket),
        addAction: (ticket) => ada.actions.add(ticket, { visibility: 'internal', description: 'x' }),
        startTimer: (ticket) => ada.timers.start(ticket),
        addDocument: (ticket) => ada.documents.add(ticket, { name: 'a.pdf', content: Uint8Array.of(1) }),
        linkActivity: (ticket) => ada.activities.create(ticket, { type: 'note', subject: 'x' }),
        delete: async (ticket) => {
          const version = (await root.tickets.get(ticket)).version;
          return ada.tickets.delete(ticket, { confirmed: true }, { expectedVersion: version });
        },
      };
      for (const [name, command] of Object.entries(commands)) {
        const refused = note(await refusal(command(await fresh())));
        compare(name, refused, can[name as keyof typeof can]);
      }

      const ticket = await fresh();
      if (seen === null) {
        const { steps, transitions: offered } = await ada.tickets.open(ticket);
        expect(steps.filter(({ state }) => state === 'current')).toHaveLength(1);
        const reached = new Set(offered.flatMap(({ enabled, to }) => (enabled ? [to.step] : [])));
        for (const { id, state } of steps) if (state !== 'current') expect(state === 'next').toBe(reached.has(id));
      }
      const opened = async () => (seen === null ? await ada.tickets.open(ticket) : null);
      for (const visibility of ['internal', 'external'] as const) {
        const { action } = await root.actions.add(ticket, { visibility, description: 'of somebody else' });
        const offered = seen === null ? (await ada.actions.list(ticket)).find(({ id }) => id === action.id) : undefined;
        const edited = note(await refusal(ada.actions.edit(action, { description: 'changed' })));
        compare('edit an action', edited, offered?.can.edit);
        const published = note(await refusal(ada.actions.publish(action)));
        compare('publish', published, offered?.can.publish);
        const removed = note(await refusal(ada.actions.remove(action)));
        compare('remove', removed, offered?.can.remove);
      }
      const { document } = await root.documents.add(ticket, { name: 'a.pdf', content: Uint8Array.of(1) });
      const file = (await opened())?.documents[0]?.can;
      const moved = note(await refusal(ada.documents.move(document, { folder: 'Elsewhere' })));
      compare('move a document', moved, file?.move);
      const shared = note(await refusal(ada.documents.share(document)));
      compare('share a document', shared, file?.share);
      const dropped = note(await refusal(ada.documents.remove(document)));
      compare('remove a document', dropped, file?.remove);
      const { activity } = await root.activities.create(ticket, { type: 'note', subject: 'x' });
      const linkedThere = (await opened())?.activities[0]?.can;
      const unlinked = note(await refusal(ada.activities.unlink(ticket, activity)));
      compare('unlink', unlinked, linkedThere?.unlink);

      const draft = can.draftInterim ? (await ada.tickets.draftInterim(await fresh())).drafts[0] : undefined;
      for (const name of draft === undefined ? [] : letters) {
        const mail = await ada.outbox.get(draft?.id ?? '');
        // A draft that was emptied cannot be sent.
        const call =
          name === 'update' ? ada.outbox.update(mail.id, { to: ok ? mail.to : [] }) : ada.outbox[name](mail.id);
        compare(`${name} a mail`, note(await refusal(call)), mail.can[name]);
      }

      const bob = desk.asRequester({ contact: 'acme' });
      const asked = await fresh();
      const offer = withPortal ? (await bob.get(asked)).can : { reply: false, close: false };
      const reply = note(await refusal(bob.reply(asked, { text: 'Well?' })));
      compare('reply', reply, offer.reply);
      const withdraw = note(await refusal(bob.close(asked)));
      compare('withdraw', withdraw, offer.close);

      const options = (await ada.tickets.creationOptions()).map(({ id }) => id);
      const create = note(await refusal(ada.tickets.create({ area: 'desk', ...printer })));
      expect(create === null ? ['desk'] : []).toEqual(options);
    }),
    { numRuns: 120 },
  );
  const ofTickets = Object.keys(nothingToDo);
  const ofOthers = ['edit an action', 'publish', 'remove', 'move a document', 'share a document', 'remove a document'];
  const ofMails = letterCommands.map((name) => `${name} a mail`);
  const all = [...ofTickets, ...ofOthers, ...ofMails, 'unlink', 'reply'];
  expect([...offers]).toEqual(expect.arrayContaining(all.flatMap((name) => [`${name} false`, `${name} true`])));
  expect(count.accepted).toBeGreaterThan(100);
  expect(count.refused).toBeGreaterThan(100);
});
