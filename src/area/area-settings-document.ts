import { z } from 'zod';
import { languages } from '../text/language.ts';
import { handOverModes } from './hand-over-mode.ts';
import { templateKinds } from './template-texts.ts';

const name = z.string().trim().min(1).max(200);
const user = z.string().trim().min(1).max(200);
const fields = z.record(z.string(), z.strictObject({ name: name.optional() }));
const steps = z.record(
  z.string(),
  z.strictObject({ name: name.optional(), publicLabel: name.optional(), color: z.string().max(50).optional() }),
);

/** Texts of mails by kind and language. */
export const templatesDocument = z.partialRecord(
  z.enum(templateKinds),
  z.partialRecord(z.enum(languages), z.strictObject({ subject: z.string().max(1000), body: z.string().max(50_000) })),
);

/** What of an area may be set at run time: names, texts and whom to tell. Ids and rules are structure and belong to code. */
export const areaSettingsDocument = z.strictObject({
  name: name.optional(),
  active: z.boolean().optional(),
  language: z.enum(languages).optional(),
  closeMail: z.enum(['draft', 'off']).optional(),
  handOver: z.enum(handOverModes).optional(),
  portal: z.strictObject({ notify: z.array(user).max(100).optional(), defaultResponsible: user.optional() }).optional(),
  templates: templatesDocument.optional(),
  workflows: z
    .record(
      z.string(),
      z.strictObject({
        name: name.optional(),
        steps: steps.optional(),
        transitions: z
          .record(z.string(), z.strictObject({ name: name.optional(), message: z.string().max(1000).optional() }))
          .optional(),
      }),
    )
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
