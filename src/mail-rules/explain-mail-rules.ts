import type { MailRule } from './mail-rule.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { RuleTrace } from './rule-trace.ts';
import { type RuleLimits, runMailRules } from './run-mail-rules.ts';

/**
 * What each rule does with a mail and which comparison decides, without doing it. Rules that are not for such mails (switched off,
 * another mailbox, direction or owner) are told too.
 */
export const explainMailRules = (
  facts: RuleFacts,
  rules: readonly MailRule[],
  limits: RuleLimits = {},
): readonly RuleTrace[] => {
  const { trace } = runMailRules(facts, rules, limits);
  const asked = new Set(trace.map(({ rule }) => rule));
  const others = rules.filter(({ id }) => !asked.has(id));
  return [
    ...trace,
    ...others.map(({ id, name, enabled }): RuleTrace => {
      const note = enabled === false ? 'it is switched off' : 'it is not for such mails';
      return { rule: id, name, result: 'not_asked', decided: null, notes: [note] };
    }),
  ];
};
