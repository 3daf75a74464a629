import {
  type Area,
  checkWorkflow,
  type Workflow,
  type WorkflowCheckOptions,
  type WorkflowDocument,
} from '../src/index.ts';
import { UsageError } from './command.ts';
import { readInput } from './read-file.ts';

/** A workflow in a file, with what its area says about it. */
export interface FoundWorkflow {
  /** `incident`, or `helpdesk/incident` of an area. */
  readonly name: string;
  readonly workflow: Workflow | WorkflowDocument;
  readonly context: Pick<WorkflowCheckOptions, 'fields' | 'portal' | 'others' | 'selection'>;
}

/** Every workflow in a file: a workflow or an area, several of them in a list, or whatever of that a module exports. */
export const findWorkflows = async (file: string): Promise<readonly FoundWorkflow[]> => {
  const input = await readInput(file);
  const found = 'json' in input ? inJson(input.json) : inExports(Object.values(input.exports));
  if (found.length > 0) return found;
  throw new UsageError(
    `${file} holds no workflow: export what defineWorkflow or defineArea returns, or give a document with steps and transitions.`,
  );
};

/** Whatever is not an area is taken for a workflow: what is wrong with it the check says. */
const inJson = (value: unknown): readonly FoundWorkflow[] => {
  if (Array.isArray(value)) return value.flatMap(inJson);
  if (!isObject(value) || !Array.isArray(value.workflows) || 'steps' in value) return [alone(value)];
  const { id, workflows, fields, portal, workflowSelection: selection } = value;
  return inArea(typeof id === 'string' ? id : '', workflows, {
    portal: isObject(portal),
    fields: (fields ?? {}) as NonNullable<WorkflowCheckOptions['fields']>,
    ...(selection === undefined ? {} : { selection: selection as NonNullable<WorkflowCheckOptions['selection']> }),
  });
};

/** A workflow that is exported by itself and in an area is checked once, in its area. */
const inExports = (values: readonly unknown[]): readonly FoundWorkflow[] => {
  const all = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
  const areas = all.filter(isArea).flatMap(({ id, mode, settings, workflows, workflowSelection }) =>
    // Statuses cannot say what requesters may do.
    inArea(id, workflows, {
      fields: settings.fields ?? {},
      portal: mode === 'workflow' && settings.portal !== undefined,
      selection: workflowSelection,
    }),
  );
  const known = new Set(areas.map(({ workflow }) => definitionOf(workflow)));
  return [
    ...areas,
    ...all
      .filter(isWorkflow)
      .filter((one) => !known.has(one.definition))
      .map(alone),
  ];
};

const inArea = (
  area: string,
  workflows: readonly unknown[],
  context: FoundWorkflow['context'],
): readonly FoundWorkflow[] => {
  const all = workflows.map(alone);
  const { selection, ...around } = context;
  return all.map(({ name, workflow }, index) => {
    const others = all.filter((other) => other.workflow !== workflow).map((other) => ({ workflow: other.workflow }));
    return {
      workflow,
      name: area === '' ? name : `${area}/${name}`,
      // The choice is checked once. Of what cannot be read nothing is known; its own check says why.
      context: {
        ...around,
        ...(selection === undefined || index > 0 ? {} : { selection }),
        ...(others.every((other) => isReadable(other.workflow)) ? { others } : {}),
      },
    };
  });
};

const alone = (value: unknown): FoundWorkflow => {
  const id = isObject(value) && typeof value.id === 'string' ? value.id : '';
  return { name: id === '' ? 'workflow' : id, workflow: value as WorkflowDocument, context: {} };
};

/** Has it the form of a workflow? */
export const isReadable = (workflow: FoundWorkflow['workflow']): boolean =>
  checkWorkflow(workflow).unchecked.every(({ needs }) => needs !== 'form');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWorkflow = (value: unknown): value is Workflow =>
  isObject(value) && isObject(value.definition) && Array.isArray(value.definition.steps);
const isArea = (value: unknown): value is Area =>
  isObject(value) && isObject(value.settings) && Array.isArray(value.workflows);
const definitionOf = (workflow: FoundWorkflow['workflow']): unknown =>
  'definition' in workflow ? workflow.definition : workflow;
