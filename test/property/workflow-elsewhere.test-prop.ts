import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Place, TicketEvent } from '../../src/ticket/ticket-event.ts';
import { checkWorkflow } from '../../src/workflow/check/check-workflow.ts';
import { readDefinition } from '../../src/workflow/check/read-definition.ts';
import type { StepDefinition, TransitionTarget, WorkflowDefinition } from '../../src/workflow/definition.ts';
import { targetPlace } from '../../src/workflow/target-place.ts';
import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';

const workflowIds = ['p', 'q', 'r'];
const stepIds = ['a', 'b', 'c'];
const step = fc.constantFrom(...stepIds);
const entry = fc.record({ workflow: fc.constantFrom(...workflowIds), step }, { requiredKeys: ['workflow'] });

/** Three workflows of three steps that lead into each other; `returning`: some of their transitions lead back. */
const area = (returning: boolean): fc.Arbitrary<readonly WorkflowDocument[]> => {
  const to: fc.Arbitrary<TransitionTarget> = fc.oneof(
    { weight: 2, arbitrary: step },
    { weight: 2, arbitrary: entry },
    ...(returning ? [{ weight: 2, arbitrary: entry.map((fallback) => ({ return: true as const, fallback })) }] : []),
  );
  const way = fc.record({ from: step, to, permission: fc.constantFrom('work', 'reopen') });
  const category = fc.constantFrom<StepDefinition['category'][]>('open', 'open', 'pending', 'closed');
  const one = fc.record({ categories: fc.tuple(category, category), ways: fc.array(way, { maxLength: 5 }) });
  return fc.tuple(one, one, one).map((all) =>
    all.map(({ categories, ways }, index) => {
      const id = workflowIds[index] ?? '';
      const elsewhere = (target: TransitionTarget): boolean =>
        typeof target === 'string' || ('return' in target ? target.fallback.workflow : target.workflow) !== id;
      return {
        id,
        name: id,
        initial: 'a',
        steps: stepIds.map((one, at) => ({ id: one, name: one, category: categories[at - 1] ?? 'new' })),
        transitions: ways
          .filter((one) => elsewhere(one.to))
          .map(({ from, ...more }, at) => ({ id: `t${at}`, name: `T${at}`, from: [from], ...more })),
      };
    }),
  );
};

/** Where a ticket stands, and from where it came last into each workflow: all that decides where it may go. */
interface Standing {
  readonly place: Place;
  readonly history: readonly TicketEvent[];
}
const at = ({ workflow, step: id }: Place): string => `${workflow}.${id}`;

/** Every standing that tickets come to, and every move between two of them, found by going where the engine leads. */
const explored = (definitions: readonly WorkflowDefinition[]) => {
  const workflows = new Map(definitions.map((one) => [one.id, one]));
  const here = { workflows, workflowVersions: new Map<string, number>() };
  const keyOf = ({ place, history }: Standing) =>
    JSON.stringify([at(place), workflowIds.map((id) => history.findLast((one) => comesInto(id, one))?.data)]);
  const standings = new Map<string, Standing>();
  const moves: { from: string; to: string; transition: string; permission: string; reopens: boolean }[] = [];
  for (const { id, initial } of definitions) {
    const place = targetPlace(initial, id, here, []);
    if (place !== null) standings.set(keyOf({ place, history: [] }), { place, history: [] });
  }
  // Grows while it is walked.
  for (const [key, { place, history }] of standings) {
    for (const { id, from, to, permission } of workflows.get(place.workflow)?.transitions ?? []) {
      const target = from.includes(place.step) ? targetPlace(to, place.workflow, here, history) : null;
      if (target === null) continue;
      const last = target.workflow === place.workflow ? [] : [moved(place, target)];
      const next = {
        place: target,
        history: [...history.filter((one) => last.length === 0 || !comesInto(target.workflow, one)), ...last],
      };
      const reopens = place.category === 'closed' && target.category !== 'closed';
      moves.push({ from: key, to: keyOf(next), transition: id, permission, reopens });
      if (!standings.has(keyOf(next))) standings.set(keyOf(next), next);
    }
  }
  return { standings, moves };
};

const moved = (from: Place, to: Place): TicketEvent =>
  ({
    seq: 1,
    at: '2026-03-03T13:00:00.000Z',
    actor: { user: 'ada' },
    type: 'ticket.moved',
    data: { from, to },
  }) as never;
const comesInto = (workflow: string, { data }: TicketEvent): boolean =>
  (data as unknown as { readonly to: Place }).to.workflow === workflow;

/** The places from which some ticket that stands there can be closed. */
const closable = ({ standings, moves }: ReturnType<typeof explored>): ReadonlySet<string> => {
  const closing = new Set([...standings].filter(([, { place }]) => place.category === 'closed').map(([key]) => key));
  for (let before = -1; before !== closing.size; ) {
    before = closing.size;
    for (const { from, to } of moves) if (closing.has(to)) closing.add(from);
  }
  return new Set([...closing].flatMap((key) => at((standings.get(key) as Standing).place)));
};

const definitionOf = (document: WorkflowDocument): WorkflowDefinition => {
  const read = readDefinition(document);
  if (!read.ok) throw new Error(`Not a workflow: ${JSON.stringify(read.refusal)}`);
  return read.value;
};

test.each([false, true])(
  'no check calls impossible what a ticket can do across workflows; ways back: %s',
  (returning) => {
    const count = { stuck: 0, fine: 0, unreached: 0, reopening: 0 };
    fc.assert(
      fc.property(area(returning), (documents) => {
        const known = explored(documents.map(definitionOf));
        const closes = closable(known);
        const stood = new Set([...known.standings.values()].map(({ place }) => at(place)));
        for (const document of documents) {
          const others = documents.filter((one) => one !== document).map((workflow) => ({ workflow }));
          const { findings } = checkWorkflow(document, { others, privileged: ['reopen'] });
          expect(findings.filter(({ code }) => ['E00', 'E04', 'E12'].includes(code))).toEqual([]);
          const found = (...codes: string[]) =>
            findings.filter(({ code }) => codes.includes(code)).map(({ params }) => `${document.id}.${params.step}`);
          const stuck = new Set(found('E05', 'E06', 'E07'));
          const unreached = new Set(found('W01'));
          for (const { id } of document.steps) {
            const place = `${document.id}.${id}`;
            if (closes.has(place)) expect(stuck).not.toContain(place);
            if (stood.has(place)) expect(unreached).not.toContain(place);
            count.fine += Number(closes.has(place));
          }
          // What is wrong from the first step on is said of that one alone.
          const first = `${document.id}.a`;
          if (!returning) expect(stuck.has(first)).toBe(!closes.has(first));
          const reopening = new Set(findings.filter(({ code }) => code === 'E11').map(({ place }) => String(place[1])));
          for (const { from, transition, permission, reopens } of known.moves) {
            if (!reopens || permission === 'reopen' || known.standings.get(from)?.place.workflow !== document.id)
              continue;
            expect(reopening).toContain(transition);
            count.reopening += 1;
          }
          count.stuck += stuck.size;
          count.unreached += unreached.size;
        }
      }),
      { numRuns: 400 },
    );
    for (const times of Object.values(count)) expect(times).toBeGreaterThan(20);
  },
);
