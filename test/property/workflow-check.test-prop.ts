import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import type { Area } from '../../src/area/area.ts';
import { createDesk } from '../../src/desk.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { checkWorkflow } from '../../src/workflow/check/check-workflow.ts';
import { readDefinition } from '../../src/workflow/check/read-definition.ts';
import type { WorkflowDefinition } from '../../src/workflow/definition.ts';
import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';
import { type Crew, smallest, subsets, walked } from './walk-workflow.ts';
import { chained, mended, never, roles, words, workflow } from './workflow-arbitraries.ts';

const definitionOf = (document: WorkflowDocument): WorkflowDefinition => {
  const read = readDefinition(document);
  if (!read.ok) throw new Error(`Not a workflow: ${JSON.stringify(read.refusal)}`);
  return read.value;
};
const closedOf = ({ steps }: WorkflowDefinition): readonly string[] =>
  steps.filter(({ category }) => category === 'closed').map(({ id }) => id);
/** A condition that never holds is an error of its own; what else is wrong is found as if it could hold. */
const withoutNever = (document: WorkflowDocument): WorkflowDocument => ({
  ...document,
  transitions: document.transitions.map(({ condition, ...one }) =>
    condition === undefined || condition === never ? one : { ...one, condition },
  ),
});
const crewOf = (names: readonly string[], held: Readonly<Record<string, readonly string[]>>): Crew =>
  names.map((name) => (name === '@requester' ? 'requester' : (held[name] ?? [])));
const sorted = (sets: readonly (readonly string[])[]): readonly string[] =>
  sets.map((set) => [...set].sort().join('+')).sort();

test('that no closed step can be reached is found exactly where walking finds none', () => {
  const count = { hopeless: 0, traps: 0, deadEnds: 0, fine: 0 };
  fc.assert(
    fc.property(workflow.map(withoutNever), (document) => {
      const definition = definitionOf(document);
      const closed = closedOf(definition);
      const { findings } = checkWorkflow(document);
      const found = (code: string) => findings.filter((one) => one.code === code).map(({ params }) => params.step);
      const closes = (step: string) =>
        [...walked(definition, step, [['*'], 'requester'])].some((one) => closed.includes(one));
      const hopeless = !closes('a');
      const covered = hopeless ? walked(definition, 'a', [['*'], 'requester']) : new Set();
      const open = definition.steps.filter(({ category }) => category !== 'closed').map(({ id }) => id);
      const leaves = (step: string) => definition.transitions.some(({ from }) => from.includes(step));
      const deadEnds = open.filter((step) => !leaves(step) && !(hopeless && step === 'a'));
      const traps = open.filter((step) => leaves(step) && !closes(step) && !covered.has(step));
      expect(found('E05')).toEqual(hopeless ? ['a'] : []);
      expect(found('E06')).toEqual(deadEnds);
      expect(found('E07')).toEqual(traps);
      count.hopeless += Number(hopeless);
      count.deadEnds += deadEnds.length;
      count.traps += traps.length;
      count.fine += Number(!hopeless && deadEnds.length + traps.length === 0);
    }),
    { numRuns: 400 },
  );
  for (const times of Object.values(count)) expect(times).toBeGreaterThan(10);
});

test('the roles that together can close a ticket are those that walking finds, to each closed step and to any', () => {
  const count = { sets: 0, pairs: 0, nobody: 0 };
  fc.assert(
    fc.property(fc.oneof(workflow, workflow.map(chained)), roles, (document, held) => {
      const definition = definitionOf(document);
      const closed = closedOf(definition);
      const { coalitions, reachability } = checkWorkflow(document, { roles: held });
      const names = Object.keys(reachability ?? {});
      for (const { id } of definition.steps) {
        const expected = (goals: readonly string[]) =>
          smallest(names, (set) => [...walked(definition, id, crewOf(set, held))].some((step) => goals.includes(step)));
        const found = coalitions?.[id];
        expect(sorted(found?.any.sets ?? [])).toEqual(sorted(expected(closed)));
        expect(found?.any.complete).toBe(true);
        for (const goal of closed) expect(sorted(found?.to[goal]?.sets ?? [])).toEqual(sorted(expected([goal])));
        count.sets += found?.any.sets.length ?? 0;
        count.pairs += found?.any.sets.filter((set) => set.length > 1).length ?? 0;
        count.nobody += Number(found?.any.sets.length === 0);
        for (const name of names) {
          const alone = walked(definition, id, crewOf([name], held));
          expect(reachability?.[name]?.[id]?.closes).toBe([...alone].some((step) => closed.includes(step)));
          expect(reachability?.[name]?.[id]?.reaches).toBe(walked(definition, 'a', crewOf([name], held)).has(id));
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(count.pairs).toBeGreaterThan(10);
  expect(count.nobody).toBeGreaterThan(10);
});

test('so many users must be missing before nobody can close a ticket as trying every group of them finds', () => {
  const seen = new Set<number | null>();
  const users = fc.dictionary(
    fc.constantFrom('ada', 'bob', 'cleo', 'dan', 'eve'),
    fc.subarray(['agent', 'lead', 'clerk', 'expert']),
    { maxKeys: 5 },
  );
  fc.assert(
    fc.property(workflow, roles, users, (document, held, people) => {
      const definition = definitionOf(document);
      const closed = closedOf(definition);
      const { busFactor } = checkWorkflow(document, { roles: held, users: people });
      const wordsOf = (user: string) => ['@own', ...(people[user] ?? [])].flatMap((role) => held[role] ?? []);
      const requesters: Crew = definition.transitions.some(({ requester }) => requester) ? ['requester'] : [];
      for (const { id } of definition.steps) {
        const closes = (missing: readonly string[]) => {
          const present = Object.keys(people).filter((user) => !missing.includes(user));
          const reached = walked(definition, id, [...present.map(wordsOf), ...requesters]);
          return [...reached].some((step) => closed.includes(step));
        };
        const fatal = subsets(Object.keys(people)).find((missing) => !closes(missing));
        expect(busFactor?.[id]).toBe(fatal?.length ?? null);
        seen.add(busFactor?.[id] ?? null);
      }
    }),
    { numRuns: 300 },
  );
  for (const factor of [null, 0, 1, 2]) expect(seen).toContain(factor);
});

test('a desk can be put together with a workflow exactly when its check finds no error', () => {
  const count = { accepted: 0, refused: 0 };
  const held = fc.option(fc.subarray([...words, '*'], { minLength: 1 }));
  fc.assert(
    fc.property(fc.oneof(workflow, workflow.map(mended)), held, (document, given) => {
      const definition = definitionOf(document);
      const known = given === null ? {} : { words: given };
      const errors = checkWorkflow(document, known).findings.filter(({ severity }) => severity === 'error');
      const area: Area = {
        id: 'desk',
        mode: 'workflow',
        workflowSelection: { rules: [], fallback: 'flow' },
        settings: { name: 'Desk' },
        workflows: [{ id: 'flow', definition }],
      };
      const refused = issuesOf(area, given);
      expect(refused.map(({ code, path, params }) => [params?.check, code, path.slice(4)])).toEqual(
        errors.map(({ code, reason, place }) => [code, reason, place]),
      );
      count[errors.length === 0 ? 'accepted' : 'refused'] += 1;
    }),
    { numRuns: 400 },
  );
  expect(count.accepted).toBeGreaterThan(20);
  expect(count.refused).toBeGreaterThan(50);
});

const issuesOf = (area: Area, given: readonly string[] | null) => {
  const grants = () => ({ areas: {}, desk: [], mailboxes: [] });
  // A word that means nothing is a problem of the authorizer, and not of the workflow.
  const authorizer = given === null ? { grants } : { grants, words: { desk: given, other: [] } };
  try {
    createDesk({ areas: [area], store: createMemoryStore(), authorizer });
    return [];
  } catch (error) {
    if (isRefused(error)) return error.issues.filter(({ path }) => path[0] === 'areas');
    throw error;
  }
};

test('whatever is given as a document is answered by findings, never by an exception', () => {
  const mutated = fc
    .tuple(workflow, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.jsonValue()), { minLength: 1, maxLength: 3 }))
    .map(([document, changes]) => {
      const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
      for (const [where, which, value] of changes) {
        const holders = [copy, ...(copy.steps as object[]), ...((copy.transitions ?? []) as object[])].filter(
          (one) => typeof one === 'object' && one !== null,
        ) as Record<string, unknown>[];
        const holder = holders[where % holders.length] ?? copy;
        const keys = Object.keys(holder).filter((key) => key !== 'steps' && key !== 'transitions');
        holder[keys[which % keys.length] ?? 'more'] = value;
      }
      return copy;
    });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), mutated), roles, (given, held) => {
      const { findings } = checkWorkflow(given as WorkflowDocument, { roles: held, portal: true });
      const formIsWrong = !readDefinition(given).ok;
      expect(findings.some(({ severity }) => severity === 'error') || !formIsWrong).toBe(true);
      for (const { message } of findings) expect(message.length).toBeGreaterThan(10);
    }),
    { numRuns: 500 },
  );
});
