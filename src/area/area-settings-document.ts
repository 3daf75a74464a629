import { z } from 'zod';
import { languages } from '../text/language.ts';
import { idText, nameText, storedText } from '../ticket/stored-text.ts';
import { handOverModes } from './hand-over-mode.ts';
import { templateKinds } from './template-texts.ts';

const fields = z.record(z.string(), z.strictObject({ name: nameText.optional() }));
const steps = z.record(
  z.string(),
  z.strictObject({ name: nameText.optional(), publicLabel: nameText.optional(), color: storedText(50).optional() }),
);

const mailText = z.strictObject({ subject: storedText(1000), body: storedText(50_000) });

/** Texts of mails by kind and language. */
export const templatesDocument = z.partialRecord(z.enum(templateKinds), z.partialRecord(z.enum(languages), mailText));

/** What of an area may be set at run time: names, texts and whom to tell. Ids and rules are structure and belong to code. */
export const areaSettingsDocument = z.strictObject({
  name: nameText.optional(),
  active: z.boolean().optional(),
  language: z.enum(languages).optional(),
  closeMail: z.enum(['draft', 'off']).optional(),
  handOver: z.enum(handOverModes).optional(),
  portal: z
    .strictObject({ notify: z.array(idText).max(100).optional(), defaultResponsible: idText.optional() })
    .optional(),
  templates: z.partialRecord(z.enum(templateKinds), z.partialRecord(z.enum(languages), mailText.partial())).optional(),
  workflows: z
    .record(
      z.string(),
      z.strictObject({
        name: nameText.optional(),
        steps: steps.optional(),
        transitions: z
          .record(z.string(), z.strictObject({ name: nameText.optional(), message: storedText(1000).optional() }))
          .optional(),
      }),
    )
    .optional(),
  workflowSelection: z
    .strictObject({ rules: z.record(z.string(), z.strictObject({ name: nameText.optional() })).optional() })
    .optional(),
  /** In areas with statuses, instead of `workflows`. */
  statuses: steps.optional(),
  fields: fields.optional(),
});

/** Settings of one area as they are stored: only what differs from code. */
export type AreaSettingsDocument = z.output<typeof areaSettingsDocument>;

/** What code can lock, so that nobody sets it at run time. */
export type LockableSetting = keyof AreaSettingsDocument;
export const lockableSettings = Object.keys(areaSettingsDocument.shape) as readonly LockableSetting[];
