import { deepFreeze } from '../text/deep-freeze.ts';
import type { MailRule } from './mail-rule.ts';

/**
 * Declares a mail rule: pure data, whose form the compiler checks here; `checkMailRules` checks the whole.
 *
 * @example
 * ```ts
 * import { defineMailRule } from 'ticketwerk';
 *
 * const byNumber = defineMailRule({
 *   id: 'by-number',
 *   name: 'To the ticket whose number is in the subject',
 *   position: 1,
 *   direction: 'both',
 *   when: { field: 'subject', contains: '' },
 *   then: [{ do: 'move', to: 'matched' }],
 * });
 * ```
 */
export const defineMailRule = (rule: MailRule): MailRule => deepFreeze(rule);
