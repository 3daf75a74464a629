import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDefinition } from '../../src/workflow/check/read-definition.ts';
import { compareWorkflows } from '../../src/workflow/compare/compare-workflows.ts';
import type { WorkflowDefinition } from '../../src/workflow/definition.ts';
import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';
import { type Crew, smallest, walked } from './walk-workflow.ts';
import { chained, roles, words, workflow } from './workflow-arbitraries.ts';

type Held = Readonly<Record<string, readonly string[]>>;

const definitionOf = (document: WorkflowDocument): WorkflowDefinition => {
  const read = readDefinition(document);
  if (!read.ok) throw new Error(`Not a workflow: ${JSON.stringify(read.refusal)}`);
  return read.value;
};
const crewOf = (names: readonly string[], held: Held): Crew =>
  names.map((name) => (name === '@requester' ? 'requester' : (held[name] ?? [])));
const closes = (definition: WorkflowDefinition, step: string, crew: Crew): boolean =>
  [...walked(definition, step, crew)].some(
    (reached) => definition.steps.find(({ id }) => id === reached)?.category === 'closed',
  );

/** What an administrator might do to a workflow of which the last step is called `last` afterwards. */
const edits: Readonly<Record<string, (before: WorkflowDocument, word: string) => WorkflowDocument>> = {
  nothing: (before) => before,
  narrowed: (before, word) => ({
    ...before,
    transitions: before.transitions.map((one, index, all) =>
      index === all.length - 1 ? { ...one, permission: word } : one,
    ),
  }),
  'one transition less': (before) => ({ ...before, transitions: before.transitions.slice(0, -1) }),
  'one step less': (before) => ({
    ...before,
    steps: before.steps.length === 1 ? before.steps : before.steps.slice(0, -1),
    transitions: before.transitions.filter(
      ({ from, to }) => before.steps.length === 1 || ![...from, to].includes(before.steps.at(-1)?.id ?? ''),
    ),
  }),
  renamed: (before) => {
    const old = before.steps.at(-1)?.id ?? '';
    const now = (id: string) => (id === old ? 'last' : id);
    return {
      ...before,
      initial: now(before.initial),
      steps: before.steps.map((step) => (step.id === old ? { ...step, id: 'last', renamedFrom: [old] } : step)),
      transitions: before.transitions.map((one) => ({
        ...one,
        from: one.from === '*' ? '*' : one.from.map(now),
        to: typeof one.to === 'string' ? now(one.to) : one.to,
      })),
    };
  },
};
const edit = fc.constantFrom(...Object.keys(edits), 'narrowed', 'narrowed', 'narrowed');
const counts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'older'), fc.nat({ max: 9 }));
const planned = fc.option(
  fc.dictionary(fc.constantFrom('b', 'c', 'f', 'older'), fc.constantFrom('a', 'b'), { maxKeys: 2 }),
);

test('what becomes of the tickets of each step is what walking both definitions finds', () => {
  const outlooks = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.record({
        before: fc.oneof(workflow, workflow.map(chained)),
        how: edit,
        word: fc.constantFrom(...words),
        held: fc.oneof(
          roles,
          roles.map((some) => ({ ...some, chief: ['*'] })),
        ),
        histogram: counts,
        planned,
      }),
      ({ before, how, word, held, histogram, planned: steps }) => {
        const after = edits[how]?.(before, word) ?? before;
        const [was, is] = [definitionOf(before), definitionOf(after)];
        const plan = steps === null ? {} : { plan: { steps, reason: 'Because.' } };
        const comparison = compareWorkflows(before, after, { roles: held, histogram, ...plan });
        const marked = (document: WorkflowDefinition) =>
          document.transitions.some(({ requester }) => requester) ? ['@requester'] : [];
        const everybody = [...Object.keys(held), '@requester'];
        const totals = { all: 0, fewer: 0, nobody: 0, unmapped: 0 };
        for (const { step, to, outlook, lost, tickets } of comparison.steps) {
          const isThere = (id: string) => is.steps.some((one) => one.id === id);
          const renamed = how === 'renamed' && step === before.steps.at(-1)?.id;
          const target = [steps?.[step] ?? (renamed ? 'last' : step)].find(isThere) ?? null;
          expect({ step, to }).toEqual({ step, to: target });
          const known = was.steps.find(({ id }) => id === step);
          const sets =
            known === undefined || known.category === 'closed' || target === null
              ? []
              : smallest([...Object.keys(held), ...marked(was)], (set) => closes(was, step, crewOf(set, held))).filter(
                  (set) => !closes(is, target, crewOf(set, held)),
                );
          expect(lost.map((set) => [...set].sort().join()).sort()).toEqual(
            sets.map((set) => [...set].sort().join()).sort(),
          );
          const could = known !== undefined && closes(was, step, crewOf(everybody, held));
          const can = target !== null && closes(is, target, crewOf(everybody, held));
          const expected = target === null ? 'unmapped' : could && !can ? 'nobody' : sets.length > 0 ? 'fewer' : 'same';
          expect({ step, outlook }).toEqual({ step, outlook: expected });
          expect(tickets).toBe(histogram[step] ?? 0);
          totals.all += tickets ?? 0;
          if (expected !== 'same') totals[expected] += tickets ?? 0;
          outlooks.set(expected, (outlooks.get(expected) ?? 0) + 1);
        }
        expect(comparison.tickets).toEqual(totals);
        const codes = (code: string) => comparison.findings.filter((one) => one.code === code).length;
        const stranded = comparison.steps.filter(
          ({ step, outlook, tickets }) => outlook === 'unmapped' && (tickets ?? 0) > 0 && steps?.[step] === undefined,
        );
        expect(comparison.findings.filter(({ reason }) => reason === 'unmapped')).toHaveLength(stranded.length);
        expect(codes('W11')).toBe(
          comparison.steps.filter(({ outlook }) => outlook === 'fewer' || outlook === 'nobody').length,
        );
        if (how === 'nothing' && steps === null) {
          expect(new Set(comparison.steps.map(({ outlook }) => outlook)).has('fewer')).toBe(false);
          expect(comparison.changes).toEqual(compareWorkflows(before, before).changes);
        }
      },
    ),
    { numRuns: 400 },
  );
  for (const outlook of ['same', 'fewer', 'nobody', 'unmapped']) expect(outlooks.get(outlook) ?? 0).toBeGreaterThan(3);
});
