import fc from 'fast-check';
import { privilegedWords, type RandomWorkflow, randomWorkflow, words } from '../random-workflows.ts';

export const users = ['ada', 'grace', 'linus'] as const;
type User = (typeof users)[number];

/** Something that somebody tries. */
export interface Attempt {
  readonly who: User | 'system' | 'requester';
  readonly what: 'transition' | 'close' | 'switch' | 'edit' | 'note';
  /** Picks a transition of the workflow, also one that is not there now, or none at all. */
  readonly at: number;
  readonly subject: string;
  readonly urgent: boolean | null;
  readonly responsible: User;
}

/** A history to be: two workflows of an area, what people may do, and what they try. */
export interface RandomWalk {
  readonly workflows: readonly [RandomWorkflow, RandomWorkflow];
  readonly held: Readonly<Record<User | 'system', readonly string[]>>;
  readonly attempts: readonly Attempt[];
}

const everyday = ['ticket.create', 'ticket.read', 'ticket.edit', 'ticket.switch_workflow'];
const every = [...words, ...privilegedWords];
const held = fc.oneof(fc.subarray(every), fc.constant(every)).map((some) => [...everyday, ...some]);
const workflow = randomWorkflow({ guarded: true, leaving: false });

/** Random workflows, random people, random attempts. */
export const randomWalk: fc.Arbitrary<RandomWalk> = fc.record({
  workflows: fc.tuple(
    workflow,
    workflow.map((other) => ({ ...other, id: 'other', name: 'Other' })),
  ),
  held: fc.record({ ada: held, grace: held, linus: held, system: held }),
  attempts: fc.array(
    fc.record({
      who: fc.constantFrom(...users, ...users, 'system' as const, 'requester' as const),
      what: fc.constantFrom(
        ...(['transition', 'transition', 'transition', 'transition', 'close', 'switch', 'edit', 'note'] as const),
      ),
      at: fc.nat({ max: 11 }),
      subject: fc.constantFrom('Printer', 'Lift', 'Lift x'),
      urgent: fc.constantFrom(true, false, null),
      responsible: fc.constantFrom(...users),
    }),
    { minLength: 6, maxLength: 16, size: 'max' },
  ),
});
