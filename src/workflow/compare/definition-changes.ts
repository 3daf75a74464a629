import { canonicalJson } from '../../text/canonical-json.ts';
import { type Difference, jsonDifferences } from '../../text/json-differences.ts';
import type { StepDefinition, TransitionDefinition, WorkflowDefinition } from '../definition.ts';
import { plainTimers } from '../plain-timers.ts';

/** What became of the elements of a list, by their ids. */
export interface ListChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The same under another id: steps by `renamedFrom`, transitions that differ in id and name alone. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Under the id they have afterwards. */
  readonly changed: readonly { readonly id: string; readonly differences: readonly Difference[] }[];
  /** Those that are in both stand in another order. */
  readonly reordered: boolean;
}

/** How one definition of a workflow differs from another. */
export interface DefinitionChanges {
  /** Of the workflow itself: id, name, first step. */
  readonly workflow: readonly Difference[];
  readonly steps: ListChanges;
  readonly transitions: ListChanges;
}

/** Steps that were renamed are not told once more of every transition that names them. */
export const definitionChanges = (before: WorkflowDefinition, after: WorkflowDefinition): DefinitionChanges => {
  const ids = new Set(before.steps.map(({ id }) => id));
  const renames = new Map(
    after.steps.flatMap(({ id, renamedFrom = [] }) =>
      ids.has(id) ? [] : renamedFrom.filter((old) => ids.has(old)).map((old) => [old, id] as const),
    ),
  );
  const now = (step: string): string => renames.get(step) ?? step;
  const moved = before.transitions.map((one) => ({
    ...one,
    from: one.from.map(now),
    to: typeof one.to === 'string' ? now(one.to) : one.to,
  }));
  const { steps: _steps, transitions: _transitions, ...head } = before;
  const { steps, transitions, ...newHead } = after;
  return {
    workflow: jsonDifferences({ ...head, initial: now(head.initial) }, newHead),
    steps: listChanges(before.steps, steps, renames, withTimersById),
    transitions: listChanges(moved, transitions, renamedTransitions(moved, transitions), withSortedFrom),
  };
};

/** What it was called before is no change by itself; the order of timers and how durations are written mean nothing. */
const withTimersById = ({ renamedFrom: _, timers, ...step }: StepDefinition): object => ({
  ...step,
  ...(timers === undefined || timers.length === 0
    ? {}
    : { timers: Object.fromEntries(plainTimers(timers).map(({ id, ...timer }) => [id, timer])) }),
});

/** In which order it names its steps means nothing. */
const withSortedFrom = (transition: TransitionDefinition): TransitionDefinition => ({
  ...transition,
  from: [...transition.from].sort(),
});

const renamedTransitions = (
  before: readonly TransitionDefinition[],
  after: readonly TransitionDefinition[],
): ReadonlyMap<string, string> => {
  const gone = byContent(before.filter(({ id }) => !after.some((one) => one.id === id)));
  const come = byContent(after.filter(({ id }) => !before.some((one) => one.id === id)));
  return new Map(
    [...gone].flatMap(([content, [old, ...others]]) => {
      const [id, ...more] = come.get(content) ?? [];
      return old === undefined || id === undefined || others.length > 0 || more.length > 0 ? [] : [[old, id] as const];
    }),
  );
};

const byContent = (transitions: readonly TransitionDefinition[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const transition of transitions) {
    const { id, name: _, ...content } = withSortedFrom(transition);
    const key = canonicalJson(content);
    found.set(key, [...(found.get(key) ?? []), id]);
  }
  return found;
};

const listChanges = <T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  renames: ReadonlyMap<string, string>,
  compared: (one: T) => object,
): ListChanges => {
  const now = new Map(after.map((one) => [one.id, one]));
  const kept = before.flatMap((one) => {
    const id = renames.get(one.id) ?? one.id;
    const other = now.get(id);
    return other === undefined ? [] : [{ id, one, other }];
  });
  const keptIds = new Set(kept.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !keptIds.has(id)).map(({ id }) => id),
    removed: before.filter(({ id }) => !keptIds.has(renames.get(id) ?? id)).map(({ id }) => id),
    renamed: kept.filter(({ id, one }) => id !== one.id).map(({ id, one }) => ({ from: one.id, to: id })),
    changed: kept.flatMap(({ id, one, other }) => {
      const differences = jsonDifferences(compared({ ...one, id }), compared(other));
      return differences.length === 0 ? [] : [{ id, differences }];
    }),
    reordered: !sameOrder(
      [...keptIds],
      after.map(({ id }) => id).filter((id) => keptIds.has(id)),
    ),
  };
};

const sameOrder = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((id, index) => id === other[index]);
