import { z } from 'zod';
import { isSingleLine, isStorable } from '../text/clean-text.ts';
import { languages } from '../text/language.ts';
import { isPlainId } from '../text/plain-id.ts';
import { handOverModes } from './hand-over-mode.ts';
import { templateKinds } from './template-texts.ts';

/** What people read, on one line. */
export const nameDocument = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isSingleLine, {
    error: 'A name is one line without control characters.',
    params: { code: 'control_character' },
  });
/** An id of the host, or one of a definition. */
export const idDocument = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(isPlainId, {
    error: 'An id holds no control characters.',
    params: { code: 'control_character' },
  });
/** A text of several lines; what PostgreSQL cannot hold is refused, and not found out when a mail is due. */
export const textDocument = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine(isStorable, {
      error: 'The text holds control characters or halves of characters; take them out.',
      params: { code: 'control_character' },
    });
const name = nameDocument;
const user = idDocument;
const fields = z.record(z.string(), z.strictObject({ name: name.optional() }));
const steps = z.record(
  z.string(),
  z.strictObject({ name: name.optional(), publicLabel: name.optional(), color: textDocument(50).optional() }),
);

const mailText = z.strictObject({ subject: textDocument(1000), body: textDocument(50_000) });

/** Texts of mails by kind and language. */
export const templatesDocument = z.partialRecord(z.enum(templateKinds), z.partialRecord(z.enum(languages), mailText));

/** What of an area may be set at run time: names, texts and whom to tell. Ids and rules are structure and belong to code. */
export const areaSettingsDocument = z.strictObject({
  name: name.optional(),
  active: z.boolean().optional(),
  language: z.enum(languages).optional(),
  closeMail: z.enum(['draft', 'off']).optional(),
  handOver: z.enum(handOverModes).optional(),
  portal: z.strictObject({ notify: z.array(user).max(100).optional(), defaultResponsible: user.optional() }).optional(),
  templates: z.partialRecord(z.enum(templateKinds), z.partialRecord(z.enum(languages), mailText.partial())).optional(),
  workflows: z
    .record(
      z.string(),
      z.strictObject({
        name: name.optional(),
        steps: steps.optional(),
        transitions: z
          .record(z.string(), z.strictObject({ name: name.optional(), message: textDocument(1000).optional() }))
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
