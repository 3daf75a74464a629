import type { Area } from '../../area/area.ts';
import type { NumberFormat } from '../../area/number-format.ts';
import type { ResolvedArea } from '../../area/resolved-area.ts';
import type { SettingsDocument } from '../../area/settings-document.ts';
import type { Issue } from '../../refusal/refusal.ts';
import type { WorkflowDefinition } from '../../workflow/definition.ts';
import type { Configuration } from '../configuration.ts';
import type { TenantConfiguration } from '../configurations.ts';

type Path = readonly string[];

/** A workflow that is published or retired. */
export interface ChangingWorkflow {
  readonly area: string;
  readonly workflow: string;
}

/**
 * Areas that only the store knows grow, but do not lose or turn what their tickets stand on: a ticket might move there at the same
 * moment, and a number that was given must not be given again. An area is closed to new tickets with `active: false`.
 */
export const structureProblems = (
  before: TenantConfiguration,
  document: SettingsDocument,
  after: Configuration,
  coded: readonly Area[],
  changing: ChangingWorkflow | null,
): readonly Issue[] =>
  Object.keys(before.document.areas ?? {})
    .filter((id) => !coded.some((area) => area.id === id))
    .flatMap((id) => {
      const path = ['areas', id];
      if (document.areas === undefined || !Object.hasOwn(document.areas, id)) {
        const message = `Area "${id}" cannot be removed: its tickets stay. Set "active" to false instead.`;
        return [{ path, code: 'cannot_remove', message }];
      }
      const [was, is] = [before.configuration.areas.get(id), after.areas.get(id)];
      return was === undefined || is === undefined
        ? []
        : areaProblems(was, is, path, changing?.area === id ? changing.workflow : null);
    });

const areaProblems = (was: ResolvedArea, is: ResolvedArea, path: Path, changing: string | null): readonly Issue[] => [
  ...(seriesOf(was.number) === seriesOf(is.number)
    ? []
    : [
        {
          path: [...path, 'number'],
          code: 'cannot_change',
          message: `Key, format, reset and time zone of the numbers of area "${was.id}" cannot change: numbers would be given twice.`,
        },
      ]),
  ...[...was.workflows.values()].flatMap((workflow) =>
    workflow.id === changing
      ? []
      : stepProblems(workflow, is.workflows.get(workflow.id), [...path, 'workflows', workflow.id, 'steps']),
  ),
];

/** What tells the numbers of one period from those of another. */
const seriesOf = ({ parts, reset, timeZone }: NumberFormat): string => JSON.stringify([parts, reset, timeZone]);

const stepProblems = (was: WorkflowDefinition, is: WorkflowDefinition | undefined, path: Path): readonly Issue[] =>
  was.steps.flatMap(({ id, category }) => {
    const step = is?.steps.find((one) => one.id === id);
    if (step === undefined) {
      const message = `Step "${id}" of workflow "${was.id}" cannot be removed: tickets may stand in it. Publish the workflow with a plan, or retire it.`;
      return [{ path: [...path, id], code: 'cannot_remove', message }];
    }
    return step.category === category
      ? []
      : [
          {
            path: [...path, id, 'category'],
            code: 'cannot_change',
            message: `The category of step "${id}" cannot change: tickets may stand in it as ${category}.`,
          },
        ];
  });
