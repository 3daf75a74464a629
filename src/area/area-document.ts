import { z } from 'zod';
import { languages } from '../text/language.ts';
import { idText, nameText, storedText } from '../ticket/stored-text.ts';
import type { StepDefinition } from '../workflow/definition.ts';
import { statusesWorkflow } from '../workflow/statuses-workflow.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { readWorkflow, stepDocument, workflowDocument } from '../workflow/workflow-document.ts';
import { selectionDocument, type WorkflowSelection } from '../workflow/workflow-selection.ts';
import type { Area, AreaSettings } from './area.ts';
import { templatesDocument } from './area-settings-document.ts';
import { closedModes } from './closed-input.ts';
import type { FieldInput } from './field.ts';
import { fieldDocument } from './field-document.ts';
import { handOverModes } from './hand-over-mode.ts';

/** An area that exists in the store alone, as it stands in JSON. */
export const areaDocument = z
  .strictObject({
    name: nameText,
    statuses: z.array(stepDocument).min(1).max(200).optional(),
    workflows: z.array(workflowDocument).min(1).max(100).optional(),
    workflowSelection: selectionDocument.optional(),
    key: storedText(50).optional(),
    active: z.boolean().optional(),
    number: z
      .strictObject({
        format: storedText(100).optional(),
        start: z.int().min(0).max(1e12).optional(),
        reset: z.enum(['never', 'year', 'month', 'day']).optional(),
        block: z.int().min(1).max(1000).optional(),
        gapless: z.boolean().optional(),
      })
      .optional(),
    subjectMarker: storedText(100).optional(),
    fields: z.record(z.string(), fieldDocument).optional(),
    required: z.array(z.enum(['description', 'requester.name', 'requester.email', 'requester.phone'])).optional(),
    timeZone: z.string().max(100).optional(),
    language: z.enum(languages).optional(),
    portal: z
      .strictObject({
        notify: z.array(idText).max(100),
        defaultResponsible: idText,
        scope: z.enum(['contact', 'requester']).optional(),
      })
      .optional(),
    closeMail: z.enum(['draft', 'off']).optional(),
    interim: z.strictObject({ onlyUncommunicated: z.boolean().optional() }).optional(),
    handOver: z.enum(handOverModes).optional(),
    lockClosed: z.boolean().optional(),
    closed: z
      .strictObject({
        portal: z.enum(closedModes).optional(),
        reopenBy: idText.optional(),
        reopenDays: z.number().optional(),
      })
      .optional(),
    futureHours: z.number().min(0).max(100_000).optional(),
    mail: z.strictObject({ stripReplyPrefixes: z.boolean().optional() }).optional(),
    templates: templatesDocument.optional(),
  })
  .refine(({ statuses, workflows }) => (statuses === undefined) !== (workflows === undefined), {
    path: ['workflows'],
    params: { code: 'required' },
    message: 'An area that is not defined in code needs statuses or workflows of its own, and not both.',
  });

/** An area that exists in the store alone. */
export type AreaDocument = z.output<typeof areaDocument>;

/** Reads an area that exists in the store alone. */
export const readArea = (id: string, document: AreaDocument): Area => {
  const { statuses, workflows, workflowSelection, ...settings } = document;
  const all: readonly Workflow[] =
    statuses === undefined
      ? (workflows ?? []).map((workflow) => ({ id: workflow.id, definition: readWorkflow(workflow) }))
      : [statusesWorkflow(id, document.name, statuses as readonly StepDefinition[]) as unknown as Workflow];
  return {
    id,
    mode: statuses === undefined ? 'workflow' : 'status',
    settings: settings as AreaSettings<Readonly<Record<string, FieldInput>>>,
    workflows: all,
    workflowSelection: (workflowSelection as WorkflowSelection | undefined) ?? {
      rules: [],
      fallback: all[0]?.id ?? '',
    },
  };
};
