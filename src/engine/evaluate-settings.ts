import { applySettings } from '../area/apply-settings.ts';
import type { Area } from '../area/area.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { SettingsDocument } from '../area/settings-document.ts';
import type { Issue } from '../refusal/refusal.ts';
import type { WorkflowDefinition } from '../workflow/definition.ts';
import { formerKey } from '../workflow/versions/standing.ts';
import { newestVersion, versionsOf } from '../workflow/versions/workflow-versions.ts';
import { checkedConfiguration } from './configuration.ts';
import type { ConfigurationOptions } from './configuration-options.ts';
import type { ConfigurationSources, EvaluatedSettings } from './configurations.ts';
import { deployedAreas } from './deployments/deployment.ts';

/** A workflow in a version before the active one. */
export interface FormerWorkflow {
  readonly area: string;
  readonly version: number;
  readonly definition: WorkflowDefinition;
}

/**
 * Code may have changed since settings were stored, or since it was deployed. Whatever does not go with it any more must not stop the
 * desk: of an area in which something is wrong, first its settings are passed over, then what was deployed; an area of the store that is
 * wrong is not there.
 */
export const evaluateSettings = (
  { document, deployment, former }: ConfigurationSources,
  coded: readonly Area[],
  options: ConfigurationOptions,
): EvaluatedSettings => {
  let under = deployedAreas(coded, deployment);
  let areas = document.areas ?? {};
  const formProblems = applySettings(under, { areas }).problems;
  const problems: Issue[] = [...formProblems];
  for (;;) {
    const versioned = withVersions({ document, deployment, former }, under);
    const checked = checkedConfiguration(applySettings(under, { areas }).areas, options, versioned);
    if (checked.ok) return { configuration: checked.value, problems, formProblems };
    problems.push(...checked.refusal.issues);
    const wrong = new Set(checked.refusal.issues.map(({ path }) => path[1]));
    const rest = Object.fromEntries(Object.entries(areas).filter(([id]) => !wrong.has(id)));
    // Code alone is right, so what is wrong without being named must lie in what is left.
    if (Object.keys(rest).length < Object.keys(areas).length) areas = rest;
    else if (Object.keys(areas).length > 0) areas = {};
    else under = coded;
  }
};

/** An area with the versions of its workflows. */
const withVersions =
  ({ document, deployment, former }: ConfigurationSources, under: readonly Area[]) =>
  (area: ResolvedArea): ResolvedArea => {
    const coded = under.find(({ id }) => id === area.id);
    const register = coded === undefined ? (document.versions ?? {}) : deployment.versions;
    const own = former.filter((one) => one.area === area.id);
    const named = (definition: WorkflowDefinition) =>
      coded === undefined ? definition : underSettings(coded, definition, document);
    return {
      ...area,
      workflowVersions: new Map(
        [...area.workflows.keys()].map((id) => [id, newestVersion(versionsOf(register, area.id, id))]),
      ),
      published: new Map(Object.entries(Object.hasOwn(register, area.id) ? (register[area.id] ?? {}) : {})),
      former: new Map(own.map((one) => [formerKey(one.definition.id, one.version), named(one.definition)])),
    };
  };

/** Names that are set at run time hold in every version. */
const underSettings = (area: Area, definition: WorkflowDefinition, { areas }: SettingsDocument): WorkflowDefinition => {
  const own = areas?.[area.id];
  const alone = { ...area, workflows: [{ id: definition.id, definition }] };
  const [named] = own === undefined ? [] : applySettings([alone], { areas: { [area.id]: own } }).areas;
  return named?.workflows[0]?.definition ?? definition;
};
