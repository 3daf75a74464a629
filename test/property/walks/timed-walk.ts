import fc from 'fast-check';
import type { RandomWorkflow } from '../random-workflows.ts';
import { type Attempt, type RandomWalk, randomWalk } from './random-walk.ts';

/** What happens while tickets wait. */
type Happening =
  | { readonly what: 'attempt'; readonly attempt: Attempt }
  /** Minutes that the clock jumps, back too. */
  | { readonly what: 'jump'; readonly minutes: number }
  /** One worker makes a pass, or both at the same time. */
  | { readonly what: 'work'; readonly workers: readonly (0 | 1)[] }
  /** A worker claims what is due and is never heard of again. */
  | { readonly what: 'crash'; readonly pieces: number };

export interface TimedWalk {
  readonly walk: RandomWalk;
  readonly happenings: readonly Happening[];
}

const durations = ['PT1M', 'PT90S', 'PT45M', 'PT2H', 'PT36H', 'P1D', 'P1W', 'P1M'] as const;

/** Timers take what asks for nothing and leads on in the order of the steps: they never go round. */
const withTimers = (workflow: RandomWorkflow): fc.Arbitrary<RandomWorkflow> => {
  const order = workflow.steps.map(({ id }) => id);
  const closed = new Set(workflow.steps.filter(({ category }) => category === 'closed').map(({ id }) => id));
  const waysFrom = (step: string) =>
    workflow.transitions.filter(
      ({ from, to, comment, responsible }) =>
        typeof to === 'string' &&
        order.indexOf(to) > order.indexOf(step) &&
        (from === '*' ? !closed.has(step) : from.includes(step)) &&
        comment !== 'required' &&
        responsible !== 'required',
    );
  return fc
    .tuple(
      ...workflow.steps.map(({ id }) => {
        const ways = waysFrom(id).map((way) => way.id);
        return ways.length === 0
          ? fc.constant([])
          : fc.array(fc.record({ after: fc.constantFrom(...durations), transition: fc.constantFrom(...ways) }), {
              maxLength: 3,
              size: 'max',
            });
      }),
    )
    .map((timers) => ({
      ...workflow,
      steps: workflow.steps.map((step, index) => ({
        ...step,
        timers: (timers[index] ?? []).map((timer, place) => ({ id: `t${place}`, ...timer })),
      })),
    }));
};

const happeningsFor = (attempts: readonly Attempt[]): fc.Arbitrary<readonly Happening[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...attempts).map((attempt) => ({ what: 'attempt' as const, attempt })) },
      {
        weight: 4,
        arbitrary: fc
          .oneof(fc.integer({ min: -120, max: 300 }), fc.constantFrom(1, 45, 120, 1440, 10_080, 50_000, -1440))
          .map((minutes) => ({ what: 'jump' as const, minutes })),
      },
      {
        weight: 4,
        arbitrary: fc
          .constantFrom<readonly (0 | 1)[]>([0], [1], [0, 1])
          .map((workers) => ({ what: 'work' as const, workers })),
      },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }).map((pieces) => ({ what: 'crash' as const, pieces })) },
    ),
    { minLength: 12, maxLength: 40, size: 'max' },
  );

/** Random workflows with timers, random people, random clocks, two workers and crashes. */
export const timedWalk: fc.Arbitrary<TimedWalk> = randomWalk.chain(({ workflows: [first, second], ...walk }) =>
  fc.record({
    walk: fc.tuple(withTimers(first), withTimers(second)).map((workflows) => ({ ...walk, workflows })),
    happenings: happeningsFor(walk.attempts),
  }),
);
