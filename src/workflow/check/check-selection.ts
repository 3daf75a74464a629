import type { Condition } from '../../condition/condition.ts';
import { conditionTruth, type Truth } from '../../condition/condition-truth.ts';
import { namedFields } from '../../condition/named-fields.ts';
import { isGiven } from '../../condition/ticket-fields.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import type { Issue } from '../../refusal/refusal.ts';
import { type SelectionRule, selectionDocument, type WorkflowSelection } from '../workflow-selection.ts';
import { impossible, unusable } from './check-conditions.ts';
import { badId, twice } from './check-ids.ts';
import { conditionIssues } from './check-subject.ts';
import { type Finding, finding, type Place } from './finding.ts';
import { formFindings } from './form-findings.ts';
import type { Knowledge } from './knowledge.ts';
import { byId } from './read-definition.ts';

/** What is wrong with the choice of workflows, and whether everything about it could be found out. */
export interface SelectionResult {
  readonly findings: readonly Finding[];
  /** The conditions of its rules that can be used. */
  readonly usable: readonly Condition[];
  /** Rules of which it is not known whether they ever get their turn. */
  readonly unknown: readonly Place[];
}

/** E13, and E01, E02, E08, E09 in its rules. `own` is a workflow that need not be among the others. */
export const checkSelection = (known: Knowledge, own?: string): SelectionResult => {
  const { selection: given } = known;
  if (given === undefined) return { findings: [], usable: [], unknown: [] };
  const parsed = parseInput(selectionDocument, given);
  if (!parsed.ok) {
    const issues = parsed.refusal.issues.map((issue) => ({
      ...issue,
      path: ['selection', ...byId(issue.path, given)],
    }));
    return { findings: formFindings(issues), usable: [], unknown: [] };
  }
  const selection = parsed.value;
  const rules = judged(selection, known);
  return {
    findings: [
      ...selection.rules.flatMap(({ id }) => badId(id, placeOf(id))),
      ...twice(
        selection.rules.map(({ id }) => id),
        ['selection', 'rules'],
      ),
      ...rules.flatMap((rule) => rule.findings),
      ...selection.rules.flatMap(({ id, workflow }) => badTarget(workflow, [...placeOf(id), 'workflow'], known, own)),
      ...badTarget(selection.fallback, ['selection', 'fallback'], known, own),
    ],
    usable: rules.flatMap(({ usable }) => usable ?? []),
    unknown: rules.flatMap(({ id, turn }) => (turn === 'unknown' ? [placeOf(id)] : [])),
  };
};

interface JudgedRule {
  readonly id: string;
  readonly findings: readonly Finding[];
  /** Its condition, if that can be used. */
  readonly usable: Condition | null;
  /** Does it get its turn? */
  readonly turn: Truth;
}

const judged = ({ rules }: WorkflowSelection, known: Knowledge): readonly JudgedRule[] => {
  const earlier: SelectionRule[] = [];
  return rules.map((rule) => {
    const when = [...placeOf(rule.id), 'when'];
    const wrong = conditionIssues(rule.when, known, when);
    const issues = wrong.length > 0 ? wrong : notKnownYet(rule.when, when);
    if (issues.length > 0) return { id: rule.id, findings: issues.map(unusable), usable: null, turn: 'varies' };
    const left: Condition = { all: [rule.when, { not: { any: earlier.map((one) => one.when) } }] };
    // What a ticket is created with are values that its fields may hold now.
    const turn = conditionTruth(left, known.fields);
    const isImpossible = turn === 'never' && conditionTruth(rule.when, known.fields) === 'never';
    const findings = turn === 'never' ? [isImpossible ? impossible(when) : shadowed(rule)] : [];
    earlier.push(rule);
    return { id: rule.id, findings, usable: rule.when, turn };
  });
};

/** A rule is asked once, while the ticket is made. */
const notKnownYet = (when: Condition, path: Place): readonly Issue[] =>
  [...namedFields(when)]
    .filter((field) => !isGiven(field))
    .map((field) => ({
      path,
      code: 'not_known_yet',
      message: `"${field}" is not known while a ticket is made; ask for what it is made with.`,
      params: { field },
    }));

const placeOf = (rule: string): Place => ['selection', 'rules', rule];

const shadowed = ({ id, name }: SelectionRule): Finding =>
  finding(
    'E13',
    'shadowed',
    placeOf(id),
    `Rule "${name}" never gets its turn, because earlier ones hold whenever it does; move it up or remove it.`,
    { rule: id },
  );

/** Which workflows there are is known only if the others are. */
const badTarget = (id: string, place: Place, { others }: Knowledge, own?: string): readonly Finding[] => {
  const other = others?.find((one) => one.definition.id === id);
  if (id === own || others === null || other?.retiring === false) return [];
  return other === undefined
    ? [
        finding('E13', 'unknown_workflow', place, `There is no workflow "${id}"; name one of those of the area.`, {
          workflow: id,
          options: [...(own === undefined ? [] : [own]), ...others.map((one) => one.definition.id)],
        }),
      ]
    : [
        finding('E13', 'retiring', place, `Workflow "${id}" takes no new tickets any more; name another one.`, {
          workflow: id,
        }),
      ];
};
