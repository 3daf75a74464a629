import { compareText } from '../text/compare-text.ts';
import type { MailRule } from './mail-rule.ts';
import type { RuleFacts } from './rule-facts.ts';

/** The rules that are asked about a mail, in their order: the global ones, then those of the mailbox's owner, each by position. */
export const orderedRules = (
  rules: readonly MailRule[],
  { mailbox, owner, direction }: Pick<RuleFacts, 'mailbox' | 'owner' | 'direction'>,
): readonly MailRule[] =>
  rules
    .filter(
      (rule) =>
        rule.enabled !== false &&
        (rule.direction === 'both' || (rule.direction ?? 'in') === direction) &&
        (rule.mailboxes === undefined || rule.mailboxes.includes(mailbox)) &&
        (isGlobal(rule) || (rule.scope as { readonly user: string }).user === owner),
    )
    .sort((a, b) => Number(isGlobal(b)) - Number(isGlobal(a)) || a.position - b.position || compareText(a.id, b.id));

const isGlobal = ({ scope }: MailRule): boolean => scope === undefined || scope === 'global';
