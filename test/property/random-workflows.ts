import fc from 'fast-check';
import type { z } from 'zod';
import { actor, type Condition } from '../../src/condition/condition.ts';
import type { workflowDocument } from '../../src/workflow/workflow-document.ts';

/** A workflow as an administrator would write it, before any default is filled in. */
export type RandomWorkflow = z.output<typeof workflowDocument>;
type RandomTransition = RandomWorkflow['transitions'][number];

/** What conditions of random workflows look at. */
export interface Circumstances {
  readonly user: string | null;
  readonly responsible: string;
  readonly subject: string;
  readonly urgent: boolean | null;
}

/** Conditions, each with what it means, written down a second time. */
export const conditions: readonly {
  readonly condition: Condition;
  readonly holds: (circumstances: Circumstances) => boolean;
}[] = [
  { condition: { field: 'responsible', is: actor }, holds: ({ user, responsible }) => responsible === user },
  {
    condition: { not: { field: 'responsible', is: actor } },
    holds: ({ user, responsible }) => responsible !== user,
  },
  { condition: { field: 'subject', is: 'PRINTER' }, holds: ({ subject }) => subject === 'Printer' },
  { condition: { field: 'fields.urgent', is: true }, holds: ({ urgent }) => urgent === true },
  { condition: { field: 'fields.urgent', isNot: true }, holds: ({ urgent }) => urgent !== true },
  {
    condition: {
      any: [
        { field: 'fields.urgent', empty: true },
        { field: 'subject', startsWith: 'lift' },
      ],
    },
    holds: ({ urgent, subject }) => urgent === null || subject.startsWith('Lift'),
  },
  {
    condition: { all: [{ not: { field: 'subject', contains: 'x' } }, { field: 'responsible', in: ['ada', 'grace'] }] },
    holds: ({ subject, responsible }) => !subject.includes('x') && ['ada', 'grace'].includes(responsible),
  },
];

/** Odd, and allowed: what XState, JavaScript, JSON or SQL might take for something of their own. */
const ids = [
  ...['new', 'doing', 'waiting', 'closed', 'end', 'in-progress', 'in_progress', 'on', 'after', 'always', 'entry'],
  ...['xstate', 'xstate-stop', 'done', 'error', 'null', 'undefined', 'true', 'length', 'name', 'then', 'select', 'A1'],
  ...['z-', 'B__', 'Infinity', 'NaN', 'e1', 'x'.repeat(63)],
] as const;

/** Not allowed, wherever they stand. */
export const hostileIds = [
  ...['', ' ', '*', 'a.*', 'a.b', '#a', 'a#b', '.', '1', '10', '1a', '_a', '-a', 'a b', 'a\n', 'ä', 'a\u0000', '🎫'],
  ...['xstate.stop', 'xstate.init', 'xstate.error.actor.x', 'xstate.done.state.x', 'x'.repeat(64), '"', '<b>', "a'b"],
  ...Object.getOwnPropertyNames(Object.prototype),
] as const;

export const words = ['ticket.edit', 'work', 'judge'] as const;
/** Guard nothing but ways out of closed steps. */
export const privilegedWords = ['ticket.reopen', 'reopen'] as const;

const mode = fc.constantFrom('none', 'optional', 'required');

/** What transitions lead into that leave their workflow. */
export const elsewhere = ['problem', 'supply'] as const;
const outside: fc.Arbitrary<RandomTransition['to']> = fc.oneof(
  fc.constantFrom(...elsewhere).map((workflow) => ({ workflow })),
  fc.constantFrom(...elsewhere).map((workflow) => ({ return: true as const, fallback: { workflow, step: 'end' } })),
);

const transitionBetween = (
  steps: RandomWorkflow['steps'],
  { guarded, leaving }: Kind,
): fc.Arbitrary<RandomTransition> => {
  const step = fc.constantFrom(...steps.map(({ id }) => id));
  const closed = new Set(steps.filter(({ category }) => category === 'closed').map(({ id }) => id));
  return fc
    .record(
      {
        id: fc.constantFrom(...ids),
        name: fc.constant('Any'),
        from: fc.oneof(fc.constant('*' as const), fc.uniqueArray(step, { minLength: 1, maxLength: 4 })),
        to: leaving ? fc.oneof({ weight: 4, arbitrary: step }, outside) : step,
        permission: fc.constantFrom(...words),
        permissionFromClosed: fc.constantFrom(...privilegedWords),
        condition: fc.constantFrom(...conditions.map(({ condition }) => condition)),
        comment: mode,
        responsible: mode,
        requester: fc.boolean(),
        whenForbidden: fc.constantFrom('hide', 'disable'),
        whenBlocked: fc.constantFrom('hide', 'disable'),
      },
      { requiredKeys: ['id', 'name', 'from', 'to', 'permission'] },
    )
    .map((transition) => {
      // Where every other step is closed, "from everywhere" would be from nowhere.
      const somewhere = steps.some(({ id }) => id !== transition.to && !closed.has(id));
      return transition.from === '*' && !somewhere ? { ...transition, from: [String(transition.to)] } : transition;
    })
    .map((transition) => {
      const leavesClosed = transition.from !== '*' && transition.from.some((id) => closed.has(id));
      return guarded && leavesClosed ? { permissionFromClosed: 'reopen', ...transition } : transition;
    });
};

interface Kind {
  /** Every way out of a closed step needs a privileged word, as a careful administrator would have it. */
  readonly guarded: boolean;
  /** Some transitions lead into other workflows, or back. */
  readonly leaving: boolean;
}

/** Workflows that a desk takes: there is always a way to close. */
export const randomWorkflow = (kind: Kind): fc.Arbitrary<RandomWorkflow> =>
  fc
    .uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: 7, selector: (id) => id.toLowerCase() })
    .chain(([first = 'new', last = 'closed', ...others]) =>
      fc
        .tuple(...others.map(() => fc.constantFrom('new', 'open', 'pending', 'closed')))
        .map((categories) => [
          { id: first, name: 'First', category: 'new' as const },
          ...others.map((id, index) => ({ id, name: `Step ${index}`, category: categories[index] ?? 'open' })),
          { id: last, name: 'Last', category: 'closed' as const },
        ]),
    )
    .chain((steps) =>
      fc
        .uniqueArray(transitionBetween(steps, kind), {
          minLength: 1,
          maxLength: 10,
          selector: ({ id }) => id.toLowerCase(),
        })
        .map((transitions) => ({
          id: 'flow',
          name: 'Flow',
          initial: steps[0]?.id ?? '',
          steps,
          transitions: [
            ...transitions,
            { id: 'finish', name: 'Finish', from: '*' as const, to: steps.at(-1)?.id ?? '', permission: 'work' },
            {
              id: 'reopen',
              name: 'Reopen',
              from: [steps.at(-1)?.id ?? ''],
              to: steps[0]?.id ?? '',
              permission: 'reopen',
            },
          ],
        })),
    );
