import { applyEffects } from './apply-effects.ts';
import { askMailCondition } from './mail-condition.ts';
import type { MailRule } from './mail-rule.ts';
import { orderedRules } from './ordered-rules.ts';
import type { RuleFacts } from './rule-facts.ts';
import { noOutcome, type RuleOutcome } from './rule-outcome.ts';
import type { RuleTrace } from './rule-trace.ts';

/** How many rules are asked about one mail. */
export interface RuleLimits {
  /** Default: 50. */
  readonly rulesPerMail?: number;
}

/**
 * Asks the rules about a mail and puts together what they want. All of them see the mail as it was at the start; a rule that
 * cannot be asked is left out, and the mail goes on. Own mails are no rule's business.
 */
export const runMailRules = (facts: RuleFacts, rules: readonly MailRule[], limits: RuleLimits = {}): RuleOutcome => {
  if (facts.classification.kind === 'own') return noOutcome;
  const limit = limits.rulesPerMail ?? 50;
  let outcome = noOutcome;
  let ended: string | null = null;
  const trace: RuleTrace[] = [];
  for (const [index, rule] of orderedRules(rules, facts).entries()) {
    const why = ended ?? (index >= limit ? `at most ${limit} rules are asked about a mail` : null);
    if (why !== null) {
      trace.push({ ...named(rule), result: 'not_asked', decided: null, notes: [why] });
      continue;
    }
    try {
      const { holds, decided, captures } = askMailCondition(rule.when, facts);
      const applied = holds
        ? applyEffects(rule, outcome, { captures, matched: facts.match.ticket !== null })
        : { outcome, ends: false, notes: [] };
      trace.push({ ...named(rule), result: holds ? 'applied' : 'no_match', decided, notes: applied.notes });
      outcome = applied.outcome;
      if (applied.ends) ended = `rule ${rule.id} was the last one`;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      trace.push({ ...named(rule), result: 'failed', decided: null, notes: [reason] });
    }
  }
  return { ...outcome, trace };
};

const named = ({ id, name }: MailRule) => ({ rule: id, name });
