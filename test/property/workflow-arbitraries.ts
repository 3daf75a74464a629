import fc from 'fast-check';
import type { Condition } from '../../src/condition/condition.ts';
import type { StepDefinition, TransitionDefinition } from '../../src/workflow/definition.ts';
import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';

const stepIds = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export const words = ['work', 'approve', 'judge', 'reopen'] as const;
const word = fc.constantFrom(...words);

/** One that holds of the ticket `matching` and not of every ticket, and one that never holds. */
const sometimes: Condition = { field: 'subject', is: 'printer' };
export const never: Condition = { all: [sometimes, { not: sometimes }] };
export const matching = (field: string) => (field === 'subject' ? 'printer' : null);

const transition = (steps: readonly string[]): fc.Arbitrary<Omit<TransitionDefinition, 'id' | 'name'>> =>
  fc.record({
    from: fc.uniqueArray(fc.constantFrom(...steps), { minLength: 1, maxLength: 3 }),
    to: fc.constantFrom(...steps),
    permission: word,
    comment: fc.constantFrom('none', 'optional', 'required'),
    responsible: fc.constantFrom('none', 'optional', 'required'),
    inform: fc.boolean(),
    closesByDefault: fc.boolean(),
    requester: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    whenForbidden: fc.constantFrom('hide', 'disable'),
    whenBlocked: fc.constantFrom('hide', 'disable'),
  });

const condition = fc.constantFrom(undefined, undefined, undefined, sometimes, never);

/** A workflow of up to six steps in which nothing is missing; what it comes to is open. */
export const workflow: fc.Arbitrary<WorkflowDocument> = fc
  .constantFrom(1, 2, 3, 4, 5, 6, 6)
  .map((count) => stepIds.slice(0, count))
  .chain((ids) =>
    fc.record({
      categories: fc.array(fc.constantFrom<StepDefinition['category'][]>('open', 'pending', 'closed'), {
        minLength: ids.length,
        maxLength: ids.length,
      }),
      ways: fc.array(fc.tuple(transition(ids), condition, fc.option(word)), { maxLength: 12, size: 'max' }),
      ids: fc.constant(ids),
    }),
  )
  .map(({ categories, ways, ids }) => ({
    id: 'flow',
    name: 'Flow',
    initial: 'a',
    steps: ids.map((id, index) => ({
      id,
      name: id,
      category: index === 0 ? ('new' as const) : (categories[index] ?? 'open'),
    })),
    transitions: ways.map(([one, holds, fromClosed], index) => ({
      ...one,
      id: `t${index}`,
      name: `T${index}`,
      ...(holds === undefined ? {} : { condition: holds }),
      ...(fromClosed === null ? {} : { permissionFromClosed: fromClosed }),
    })),
  }));

/** The same with a way to close from everywhere, and without what else is an error for certain. */
export const mended = (document: WorkflowDocument): WorkflowDocument => {
  const common = (word: string) => (word === 'reopen' ? 'work' : word);
  return {
    ...document,
    steps: [...document.steps, { id: 'z', name: 'z', category: 'closed' }],
    transitions: [
      ...document.transitions.map(({ condition, ...one }) => ({
        ...one,
        ...(condition === undefined || condition === never ? {} : { condition }),
        permission: common(one.permission),
        permissionFromClosed: 'reopen',
        closesByDefault: false,
      })),
      { id: 'end', name: 'End', from: '*', to: 'z', permission: 'work' },
    ],
  };
};

/** The same with one step after the other, of which only the last is closed, and another word for each way on. */
export const chained = (document: WorkflowDocument): WorkflowDocument => {
  const steps = document.steps.map((step, index) => ({
    ...step,
    category: index === document.steps.length - 1 ? ('closed' as const) : ('open' as const),
  }));
  return {
    ...document,
    steps,
    transitions: [
      ...document.transitions.filter(({ to }) => to !== steps.at(-1)?.id),
      ...steps.slice(1).map(({ id }, index) => ({
        id: `to-${id}`,
        name: id,
        from: [steps[index]?.id ?? ''],
        to: id,
        permission: words[index % words.length] ?? 'work',
      })),
    ],
  };
};

/** Up to five roles; one of them may hold every word. */
export const roles: fc.Arbitrary<Readonly<Record<string, readonly string[]>>> = fc.dictionary(
  fc.constantFrom('agent', 'lead', 'clerk', 'expert', '@own'),
  fc.oneof({ weight: 7, arbitrary: fc.subarray([...words], { maxLength: 2 }) }, fc.constant(['*'])),
  { minKeys: 1, maxKeys: 4, size: 'max' },
);
