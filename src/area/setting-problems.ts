import type { Issue } from '../refusal/refusal.ts';
import type { Area } from './area.ts';
import type { AreaSettingsDocument } from './area-settings-document.ts';
import { isLocked } from './locked-settings.ts';

type Path = readonly (string | number)[];

/** What of an area's settings code knows nothing of, or has locked. */
export const settingProblems = (area: Area, document: AreaSettingsDocument, path: Path): readonly Issue[] => [
  ...Object.keys(document).flatMap((key) =>
    isLocked(area, key)
      ? [problem([...path, key], 'locked', `"${key}" of area "${area.id}" is locked in code and cannot be set.`)]
      : [],
  ),
  ...(document.portal !== undefined && area.settings.portal === undefined
    ? [problem([...path, 'portal'], 'no_portal', `Area "${area.id}" has no portal; code must open one first.`)]
    : []),
  ...(area.mode === 'status' && document.workflows !== undefined
    ? [problem([...path, 'workflows'], 'unknown_field', `Area "${area.id}" has statuses; set them as "statuses".`)]
    : []),
  ...(area.mode === 'workflow' && document.statuses !== undefined
    ? [problem([...path, 'statuses'], 'unknown_field', `Area "${area.id}" has workflows; set them as "workflows".`)]
    : []),
  ...unknown(
    'rule',
    document.workflowSelection?.rules,
    area.workflowSelection.rules.map(({ id }) => id),
    [...path, 'workflowSelection', 'rules'],
  ),
  ...unknown('field', document.fields, Object.keys(area.settings.fields ?? {}), [...path, 'fields']),
  ...(area.mode === 'status'
    ? unknown('status', document.statuses, stepsOf(area, area.id), [...path, 'statuses'])
    : workflowProblems(area, document.workflows ?? {}, [...path, 'workflows'])),
];

const workflowProblems = (
  area: Area,
  workflows: NonNullable<AreaSettingsDocument['workflows']>,
  path: Path,
): readonly Issue[] => [
  ...unknown(
    'workflow',
    workflows,
    area.workflows.map(({ id }) => id),
    path,
  ),
  ...area.workflows.flatMap(({ id, definition }) => {
    const own = entry(workflows, id);
    if (own === undefined) return [];
    return [
      ...unknown('step', own.steps, stepsOf(area, id), [...path, id, 'steps']),
      ...unknown(
        'transition',
        own.transitions,
        definition.transitions.map((one) => one.id),
        [...path, id, 'transitions'],
      ),
    ];
  }),
];

const stepsOf = (area: Area, workflow: string): readonly string[] =>
  area.workflows.find(({ id }) => id === workflow)?.definition.steps.map(({ id }) => id) ?? [];

const unknown = (
  what: string,
  given: Readonly<Record<string, unknown>> | undefined,
  known: readonly string[],
  path: Path,
): readonly Issue[] =>
  idsIn(given).flatMap((id) =>
    known.includes(id)
      ? []
      : [
          {
            path: [...path, id],
            code: `unknown_${what}`,
            message: `There is no ${what} "${id}" in code.`,
            params: { options: known },
          },
        ],
  );

/** What stands there may still be anything: its form is checked beside this. */
const idsIn = (given: unknown): readonly string[] =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.keys(given) : [];

const entry = <T>(given: Readonly<Record<string, T>>, id: string): T | undefined =>
  idsIn(given).includes(id) && idsIn(given[id]).length > 0 ? given[id] : undefined;

const problem = (path: Path, code: string, message: string): Issue => ({ path, code, message });
