import type { Area } from '../area/area.ts';
import { areaWords } from '../area/area-words.ts';
import type { NumberFormat } from '../area/number-format.ts';
import { resolveArea } from '../area/resolve-area.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import { type ConditionFields, conditionFields } from '../condition/ticket-fields.ts';
import { accept, type Decided, type Issue, refuse } from '../refusal/refusal.ts';
import { RefusedError } from '../refusal/refused-error.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { TransitionDefinition } from '../workflow/definition.ts';
import { responsibleRule } from '../workflow/responsible-rule.ts';
import { leadsBack, targetPlace } from '../workflow/target-place.ts';
import type { ConfigurationOptions } from './configuration-options.ts';
import { configurationProblems } from './configuration-problems.ts';
import { wordProblems } from './word-problems.ts';

/** All areas of a desk, checked and with every default filled in. */
export interface Configuration {
  readonly areas: ReadonlyMap<string, ResolvedArea>;
  readonly formats: readonly NumberFormat[];
  /** Ids of the transitions that may lead to a closed step in any workflow. */
  readonly closing: ReadonlySet<string>;
  /** Ids of the transitions that lead back in any workflow. */
  readonly returning: ReadonlySet<string>;
  /** Ids of the transitions that, in any workflow, make somebody responsible by themselves: who takes them, or who was before. */
  readonly assigning: { readonly actor: ReadonlySet<string>; readonly previous: ReadonlySet<string> };
  /** Every permission word that means something, by area. */
  readonly catalogue: Readonly<Record<string, readonly string[]>>;
  /** What conditions may name in an area; of any other id, such as `*`, what they may name in any area. */
  readonly conditionFields: (area: string) => ConditionFields;
}

/** Resolves and checks the areas of code; all problems are thrown at once as `config_invalid`. */
export const configure = (areas: readonly Area[], options: ConfigurationOptions): Configuration => {
  const resolved = areas.map((area) => resolveArea(area, options));
  const issues = [...configurationProblems(areas, resolved, options), ...wordProblems(resolved, options.authorizer)];
  if (issues.length > 0) throw new RefusedError(refuseConfiguration(issues).refusal);
  return configurationOf(resolved);
};

/** Resolves and checks areas of which some are set at run time: problems stand at the id of their area, not at its place. */
export const checkedConfiguration = (
  areas: readonly Area[],
  options: ConfigurationOptions,
  versioned: (area: ResolvedArea) => ResolvedArea,
): Decided<Configuration> => {
  const resolved = areas.map((area) => versioned(resolveArea(area, options)));
  const issues = configurationProblems(areas, resolved, options);
  return issues.length === 0
    ? accept(configurationOf(resolved))
    : refuseConfiguration(issues.map((issue) => ({ ...issue, path: byId(issue.path, resolved) })));
};

/** Refuses a configuration: the message names the first problem, all of them are listed. */
export const refuseConfiguration = (issues: readonly Issue[]) => {
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more problems)` : '';
  return refuse('config_invalid', `The configuration is wrong: ${issues[0]?.message}${more}`, { issues });
};

const byId = (path: Issue['path'], areas: readonly ResolvedArea[]): Issue['path'] => {
  const [root, index, ...rest] = path;
  return root === 'areas' && typeof index === 'number' ? [root, areas[index]?.id ?? index, ...rest] : path;
};

const configurationOf = (resolved: readonly ResolvedArea[]): Configuration => {
  const anywhere = conditionFields(resolved);
  const fieldsByArea = new Map(resolved.map((area) => [area.id, conditionFields([area])]));
  return {
    areas: new Map(resolved.map((area) => [area.id, deepFreeze(area)])),
    formats: resolved.map((area) => area.number),
    closing: idsOf(resolved, mayClose),
    returning: idsOf(resolved, ({ to }) => leadsBack(to)),
    assigning: {
      actor: idsOf(resolved, (one) => responsibleRule(one).default === 'actor'),
      previous: idsOf(resolved, (one) => responsibleRule(one).default === 'previous'),
    },
    catalogue: deepFreeze(Object.fromEntries(resolved.map((area) => [area.id, areaWords(area)]))),
    conditionFields: (area) => fieldsByArea.get(area) ?? anywhere,
  };
};

/** The ids of those transitions, in any workflow, of which this is true. */
const idsOf = (
  areas: readonly ResolvedArea[],
  isMeant: (transition: TransitionDefinition, workflow: string, area: ResolvedArea) => boolean,
): ReadonlySet<string> =>
  new Set(
    areas
      .flatMap(inEveryVersion)
      .flatMap((area) =>
        [...area.workflows.values()].flatMap(({ id, transitions }) =>
          transitions.filter((one) => isMeant(one, id, area)).map((one) => one.id),
        ),
      ),
  );

/** The area as it is, and as it is for tickets that run through a former version of a workflow. */
const inEveryVersion = (area: ResolvedArea): readonly ResolvedArea[] => [
  area,
  ...[...area.former.values()].map((former) => ({
    ...area,
    workflows: new Map([...area.workflows, [former.id, former]]),
  })),
];

const mayClose = ({ to }: TransitionDefinition, workflow: string, area: ResolvedArea): boolean =>
  leadsBack(to) || targetPlace(to, workflow, area, [])?.category === 'closed';
