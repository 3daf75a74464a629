import type { Language } from '../text/language.ts';
import type { HandOverMode } from './hand-over-mode.ts';
import type { ResolvedArea } from './resolved-area.ts';
import type { TemplateKind, TemplateTexts } from './template-texts.ts';

/** What people read for a step or status. */
export interface StepNames {
  readonly name: string;
  readonly publicLabel: string | null;
  readonly color: string | null;
}

/** Everything of an area that can be set at run time, with every default filled in. */
export interface AreaSettingsValues {
  readonly name: string;
  readonly active: boolean;
  readonly language: Language;
  readonly closeMail: 'draft' | 'off';
  readonly handOver: HandOverMode;
  readonly portal: { readonly notify: readonly string[]; readonly defaultResponsible: string } | null;
  readonly templates: Readonly<Record<TemplateKind, Readonly<Record<Language, TemplateTexts>>>>;
  /** Empty in an area with statuses. */
  readonly workflows: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly steps: Readonly<Record<string, StepNames>>;
        readonly transitions: Readonly<Record<string, { readonly name: string; readonly message: string | null }>>;
      }
    >
  >;
  /** The names of the rules that choose a workflow. */
  readonly workflowSelection: { readonly rules: Readonly<Record<string, { readonly name: string }>> };
  /** Empty in an area with workflows. */
  readonly statuses: Readonly<Record<string, StepNames>>;
  readonly fields: Readonly<Record<string, { readonly name: string }>>;
}

export const areaSettingsValues = (area: ResolvedArea): AreaSettingsValues => {
  const workflows = [...area.workflows.values()].map(
    ({ id, name, steps, transitions }) =>
      [
        id,
        {
          name,
          steps: Object.fromEntries(
            steps.map((step) => [
              step.id,
              { name: step.name, publicLabel: step.publicLabel ?? null, color: step.color ?? null },
            ]),
          ),
          transitions: Object.fromEntries(
            transitions.map((one) => [one.id, { name: one.name, message: one.message ?? null }]),
          ),
        },
      ] as const,
  );
  return {
    name: area.name,
    active: area.active,
    language: area.language,
    closeMail: area.closeMail,
    handOver: area.handOver,
    portal:
      area.portal === null ? null : { notify: area.portal.notify, defaultResponsible: area.portal.defaultResponsible },
    templates: area.templates,
    workflows: area.mode === 'status' ? {} : Object.fromEntries(workflows),
    workflowSelection: {
      rules: Object.fromEntries(area.workflowSelection.rules.map(({ id, name }) => [id, { name }])),
    },
    statuses: area.mode === 'status' ? (workflows[0]?.[1].steps ?? {}) : {},
    fields: Object.fromEntries(Object.entries(area.fields).map(([id, field]) => [id, { name: field.name ?? id }])),
  };
};
