import { z } from 'zod';
import { type LinkedActivityType, linkedActivityTypes } from '../../ticket/activity-link.ts';
import { instantInput } from '../../ticket/instant.ts';
import { idInput } from '../id-input.ts';

const linkedTypes: readonly unknown[] = linkedActivityTypes;
const own: Readonly<Record<string, string>> = {
  action: 'Actions are written with actions.add.',
  email: 'Mails come to a ticket by the desk itself.',
};

/** One of the four types that belong to the host. */
const linkedType = z
  .unknown()
  .superRefine((type, context) => {
    if (linkedTypes.includes(type)) return;
    const advice = typeof type === 'string' && Object.hasOwn(own, type) ? own[type] : undefined;
    context.addIssue({
      code: 'custom',
      message: advice ?? `Say what it is: ${linkedActivityTypes.join(', ')}.`,
      params: {
        code: type === undefined ? 'required' : advice === undefined ? 'not_an_option' : 'own_command',
        options: linkedActivityTypes,
      },
    });
  })
  .transform((type) => type as LinkedActivityType);

/** An activity, or what `activities.list` shows of it. */
export const activityRef = z
  .looseObject({ type: linkedType, id: idInput() })
  .transform(({ type, id }) => ({ type, id }));

const targets = {
  contacts: z.array(idInput()).max(100).optional(),
  project: idInput().nullable().optional(),
};

export const linkTargets = z.strictObject(targets);

export const newActivity = z.strictObject({
  type: linkedType,
  subject: z.string().max(10_000),
  description: z.string().max(2_000_000).optional(),
  at: instantInput.optional(),
  until: instantInput.optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  ...targets,
});
