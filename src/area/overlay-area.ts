import type { Language } from '../text/language.ts';
import type { StepDefinition, TransitionDefinition, WorkflowDefinition } from '../workflow/definition.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { WorkflowRule } from '../workflow/workflow-selection.ts';
import type { Area, AreaSettings } from './area.ts';
import type { AreaSettingsDocument } from './area-settings-document.ts';
import { isLocked } from './locked-settings.ts';
import { shippedTexts } from './shipped-texts.ts';
import type { TemplateKind } from './template-texts.ts';

/** An area as code defines it, with what is set at run time laid over it. What is locked or unknown to code is passed over. */
export const overlayArea = (area: Area, document: AreaSettingsDocument): Area => {
  const open = Object.entries(document).filter(([key]) => !isLocked(area, key));
  const { name, active, language, closeMail, handOver, portal, templates, workflows, statuses, fields, ...rest } =
    Object.fromEntries(open) as AreaSettingsDocument;
  const settings = {
    ...area.settings,
    ...given({ name, active, language, closeMail, handOver }),
    ...(portal === undefined || area.settings.portal === undefined
      ? {}
      : { portal: { ...area.settings.portal, ...given(portal) } }),
    ...(templates === undefined ? {} : { templates: layTexts(area.settings.templates ?? {}, templates) }),
    ...(fields === undefined || area.settings.fields === undefined
      ? {}
      : { fields: layOver(area.settings.fields, fields) }),
  } as Area['settings'];
  return {
    ...area,
    settings,
    workflowSelection: {
      ...area.workflowSelection,
      rules: area.workflowSelection.rules.map(
        (rule): WorkflowRule => ({
          ...rule,
          ...given(rest.workflowSelection?.rules?.[rule.id]),
        }),
      ),
    },
    workflows: area.workflows.map((workflow) => {
      const own = area.mode === 'status' ? { name, steps: statuses } : workflows?.[workflow.id];
      return own === undefined ? workflow : renamed(workflow, own, area.mode);
    }),
  };
};

type Texts = NonNullable<AreaSettings<unknown>['templates']>;
const layTexts = (under: Texts, over: NonNullable<AreaSettingsDocument['templates']>): Texts => ({
  ...under,
  ...Object.fromEntries(
    Object.entries(over).map(([kind, texts]) => [kind, layLanguages(kind as TemplateKind, under, texts)]),
  ),
});

/** Half of a text is enough: the rest is what code says, or what ships. */
const layLanguages = (
  kind: TemplateKind,
  under: Texts,
  over: NonNullable<NonNullable<AreaSettingsDocument['templates']>[TemplateKind]>,
): Texts[TemplateKind] => ({
  ...under[kind],
  ...Object.fromEntries(
    Object.entries(over).map(([language, text]) => [
      language,
      { ...(under[kind]?.[language as Language] ?? shippedTexts[kind][language as Language]), ...given(text) },
    ]),
  ),
});

type WorkflowSettings = NonNullable<AreaSettingsDocument['workflows']>[string];

const renamed = (workflow: Workflow, own: WorkflowSettings, mode: Area['mode']): Workflow => {
  const { definition } = workflow;
  const steps = definition.steps.map((step): StepDefinition => ({ ...step, ...given(own.steps?.[step.id]) }));
  const transitions = definition.transitions.map(
    (transition): TransitionDefinition => ({
      ...transition,
      // A status and the way into it are one thing to people.
      ...(mode === 'status' ? { name: steps.find(({ id }) => id === transition.id)?.name ?? transition.name } : {}),
      ...given(own.transitions?.[transition.id]),
    }),
  );
  const changed: WorkflowDefinition = { ...definition, ...given({ name: own.name }), steps, transitions };
  return { ...workflow, definition: changed };
};

const layOver = <T extends object>(
  under: Readonly<Record<string, T>>,
  over: Readonly<Record<string, object>>,
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(under).map(([id, value]) => [id, { ...value, ...given(over[id]) }]));

/** Without what is undefined: that would hide what lies under it. */
const given = (values: object | undefined): object =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined));
