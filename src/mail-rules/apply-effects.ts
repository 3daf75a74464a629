import { leavesOf } from './check-mail-condition.ts';
import { filledFields } from './filled-fields.ts';
import type { MailEffect, MailRule } from './mail-rule.ts';
import type { RuleOutcome } from './rule-outcome.ts';

/** What a rule's effects make of what the rules before it wanted. */
export interface AppliedEffects {
  readonly outcome: RuleOutcome;
  /** Are no more rules asked? */
  readonly ends: boolean;
  /** What could not be done. */
  readonly notes: readonly string[];
}

interface Found {
  readonly captures: ReadonlyMap<string, string>;
  readonly matched: boolean;
}

/** Applies the effects of a rule one after the other. */
export const applyEffects = (rule: MailRule, before: RuleOutcome, found: Found): AppliedEffects => {
  let applied: AppliedEffects = { outcome: before, ends: false, notes: [] };
  for (const effect of rule.then) {
    const { notes } = applied;
    const next = applyEffect(rule, effect, applied.outcome, found);
    applied = { ...next, ends: applied.ends || next.ends, notes: [...notes, ...next.notes] };
    if (next.ends) break;
  }
  return { ...applied, ends: applied.ends || rule.stop === true };
};

const applyEffect = (rule: MailRule, effect: MailEffect, outcome: RuleOutcome, found: Found): AppliedEffects => {
  const goOn = (more: Partial<RuleOutcome>, notes: readonly string[] = []): AppliedEffects => ({
    outcome: { ...outcome, ...more },
    ends: false,
    notes,
  });
  switch (effect.do) {
    case 'copy':
    case 'move':
      return attach(rule, effect, outcome, found);
    case 'create': {
      if (outcome.create !== null) return goOn({}, [`create: rule ${outcome.create.rule} makes a ticket already`]);
      const named = leavesOf(rule.when).some(({ field }) => field === 'kind');
      const fields = { ...outcome.fields.create, ...filledFields(effect.fields ?? {}, found.captures) };
      return goOn({
        create: { rule: rule.id, area: effect.area, named },
        fields: { ...outcome.fields, create: fields },
      });
    }
    case 'set': {
      const { create, followUp } = outcome.fields;
      const on = effect.on ?? 'both';
      const fields = filledFields(effect.fields, found.captures);
      return goOn({
        fields: {
          create: on === 'followUp' ? create : { ...create, ...fields },
          followUp: on === 'create' ? followUp : { ...followUp, ...fields },
        },
      });
    }
    case 'responsible':
      return goOn({ responsible: effect.user });
    case 'detach':
      return goOn({ detached: true });
    case 'visibility':
      return goOn({ visibility: effect.as });
    case 'reopen':
      return goOn({ reopen: effect.value });
    case 'reply':
      return goOn({ reply: effect.value });
    case 'forward':
      return goOn({ forwards: [...outcome.forwards, { rule: rule.id, to: effect.to, as: effect.as }] });
    case 'drop':
      return { ...goOn({ drop: { rule: rule.id, reason: effect.reason } }), ends: true };
  }
};

/** Without a ticket nothing is attached and nothing moved: the mail stays where it is, and the next rules are asked. */
const attach = (
  rule: MailRule,
  effect: Extract<MailEffect, { readonly do: 'copy' | 'move' }>,
  outcome: RuleOutcome,
  found: Found,
): AppliedEffects => {
  const { to } = effect;
  const moves = effect.do === 'move';
  const belongs = to !== 'matched' || (found.matched && !outcome.detached);
  if (!belongs && outcome.create === null)
    return { outcome, ends: false, notes: [`${effect.do}: the mail belongs to no ticket`] };
  const checked = effect.participants ?? to === 'matched';
  return {
    outcome: {
      ...outcome,
      attachments: belongs ? [...outcome.attachments, { rule: rule.id, to, checked }] : outcome.attachments,
      move: moves ? rule.id : outcome.move,
    },
    ends: moves,
    notes: [],
  };
};
