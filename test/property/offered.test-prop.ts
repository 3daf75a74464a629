import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { actor, type Condition } from '../../src/condition/condition.ts';
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
  ...['ticket.create', 'ticket.read', 'ticket.edit', 'ticket.edit_closed', 'ticket.assign'],
  ...['work', 'judge', 'reopen', 'reopen_any'],
  ...['action.edit_any', 'action.publish', 'action.delete'],
];
const grant: fc.Arbitrary<AreaGrant> = fc.record(
  {
    permissions: fc.subarray(everyWord, { minLength: 2 }),
    visible: fc.constantFrom<AreaGrant['visible']>(
      ...['all' as const, 'all' as const, 'none' as const],
      { field: 'responsible', is: actor },
      { field: 'audience', hasAny: ['team'] },
    ),
    own: fc.subarray(['ticket.read', 'ticket.edit', 'ticket.assign', 'work']),
  },
  { requiredKeys: ['permissions', 'visible'] },
);
const world = fc.record({
  transitions: fc.array(transition, { minLength: 1, maxLength: 6 }),
  grant,
  walk: fc.array(fc.nat({ max: 6 }), { maxLength: 4 }),
  own: fc.boolean(),
  ok: fc.boolean(),
  audience: fc.constantFrom([], ['team'], ['other']),
  /** A text that must be there to close, and whether it is. */
  proof: fc.record({
    portal: fc.constantFrom('hidden', 'read', 'write'),
    requiredToClose: fc.boolean(),
    given: fc.boolean(),
  }),
});

const everything: Grants = {
  areas: { '*': { permissions: everyWord, visible: 'all' } },
  desk: ['outbox.manage'],
  mailboxes: [],
};

const nothing = { edit: false, assign: false, addAction: false, close: false };

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

test('what is offered is exactly what is accepted: transitions, editing, actions, closing, creating [PRM-02]', async () => {
  const count = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(world, async ({ transitions, grant: granted, walk, own, ok, audience, proof }) => {
      const inputs: Record<string, TransitionInput<StepId>> = {
        way: { name: 'Way', from: ['new', 'doing'], to: 'done', permission: 'judge' },
        ...Object.fromEntries(withOneDefault(transitions).map((one, index) => [`t${index}`, one])),
      };
      const flow = defineWorkflow({ id: 'flow', name: 'Flow', initial: 'new', steps, transitions: inputs });
      const { given, ...rules } = proof;
      const fields = { ok: { type: 'yes_no' }, proof: { type: 'text', ...rules } } as const;
      const area = defineArea({ id: 'desk', name: 'Desk', workflows: [flow], fields });
      const { desk, agent, people } = await createTestDesk({
        areas: [area],
        roles: {},
        options: {
          authorizer: {
            grants: (who) =>
              'user' in who && who.user === 'root' ? everything : { areas: { desk: granted }, desk: [], mailboxes: [] },
          },
        },
      });
      for (const name of ['Ada', 'Grace', 'Root']) agent(name, 'any');
      people.addContact({ id: 'acme', name: 'Acme' });
      const [root, ada] = [desk.as({ user: 'root' }), desk.as({ user: 'ada' })];
      const printer = {
        subject: 'Printer',
        description: 'Smoke',
        requester: { name: 'Bob', email: 'bob@acme.example', contact: 'acme' },
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
        const needsProof = refused?.issues.some(({ path }) => path.join('.') === 'fields.proof') ?? false;
        expect(refused === null || needsProof, name).toBe(one?.enabled ?? false);
        if (refused === null || needsProof) continue;
        const permission = one?.reasons[0]?.code === 'permission';
        expect(refused.code).toBe(seen !== null ? 'not_found' : permission ? 'forbidden' : 'transition_unavailable');
        if (one !== undefined && !permission) expect(refused.issues).toEqual(one.reasons);
      }

      const ticket = await fresh();
      const can = seen === null ? (await ada.tickets.get(ticket)).can : nothing;
      const edit = note(await refusal(ada.tickets.update(ticket, { subject: 'Another' })));
      expect(edit === null, 'edit').toBe(can.edit);
      const assign = note(await refusal(ada.tickets.update(await fresh(), { audience: ['x'] })));
      expect(assign === null, 'assign').toBe(can.assign);
      const add = note(await refusal(ada.actions.add(ticket, { visibility: 'internal', description: 'x' })));
      expect(add === null, 'add').toBe(can.addAction);
      const file = { name: 'a.pdf', content: Uint8Array.of(1) };
      const upload = note(await refusal(ada.documents.add(ticket, file)));
      expect(upload === null, 'document').toBe(can.edit);
      for (const visibility of ['internal', 'external'] as const) {
        const { action } = await root.actions.add(ticket, { visibility, description: 'of somebody else' });
        const offered =
          seen === null ? (await ada.actions.list(ticket)).find(({ id }) => id === action.id)?.can : undefined;
        const edited = note(await refusal(ada.actions.edit(action, { description: 'changed' })));
        expect(edited === null, 'edit an action').toBe(offered?.edit ?? false);
        const published = note(await refusal(ada.actions.publish(action)));
        expect(published === null, 'publish').toBe(offered?.publish ?? false);
        const removed = note(await refusal(ada.actions.remove(action)));
        expect(removed === null, 'remove').toBe(offered?.remove ?? false);
      }
      const timer = note(await refusal(ada.timers.start(ticket)));
      expect(timer === null, 'start a timer').toBe(can.addAction);
      if (timer === null) await ada.timers.stop((await ada.timers.current()).running?.id ?? '', { description: 'x' });

      let close = await refusal(ada.tickets.close(ticket));
      for (const input of [{ comment: 'x' }, { responsible: 'grace' }, { comment: 'x', responsible: 'grace' }]) {
        if (close?.code === 'invalid_input') close = await refusal(ada.tickets.close(ticket, input));
      }
      // Where there are several ways, a screen offers closing and shows the choice.
      const proofMissing = close?.issues.some(({ path }) => path.join('.') === 'fields.proof') ?? false;
      expect(note(close) === null || proofMissing || close?.code === 'choice_required', 'close').toBe(can.close);

      const bob = desk.asRequester({ contact: 'acme' });
      const asked = await fresh();
      const offer = (await bob.get(asked)).can;
      const reply = note(await refusal(bob.reply(asked, { text: 'Well?' })));
      expect(reply === null, 'reply').toBe(offer.reply);
      const withdraw = note(await refusal(bob.close(asked)));
      expect(withdraw === null, 'withdraw').toBe(offer.close);

      const options = (await ada.tickets.creationOptions()).map(({ id }) => id);
      const create = note(await refusal(ada.tickets.create({ area: 'desk', ...printer })));
      expect(create === null ? ['desk'] : []).toEqual(options);
    }),
    { numRuns: 120 },
  );
  expect(count.accepted).toBeGreaterThan(100);
  expect(count.refused).toBeGreaterThan(100);
});
