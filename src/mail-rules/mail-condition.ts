import type { Comparison, Operand } from '../condition/condition.ts';
import { testHolds } from '../condition/evaluate-condition.ts';
import { resolveComparison } from '../condition/resolve-condition.ts';
import type { ResolvedCondition } from '../condition/resolved-condition.ts';
import { cutText } from '../text/cut-text.ts';
import { compilePattern, type LinearPattern } from './linear-pattern.ts';
import { kindOfMailField } from './mail-fields.ts';
import type { MailComparison, MailCondition } from './mail-rule.ts';
import { type MailValue, mailValues } from './mail-values.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { DecidingLeaf } from './rule-trace.ts';

/** What came of asking a condition. */
export interface ConditionResult {
  readonly holds: boolean;
  /** The comparison after which nothing more had to be asked; null: there was none. */
  readonly decided: DecidingLeaf | null;
  /** Named parts of what patterns found. */
  readonly captures: ReadonlyMap<string, string>;
}

type Path = readonly (string | number)[];

/** Asks a condition of a mail, from left to right and no further than needed. Throws if it cannot be asked. */
export const askMailCondition = (condition: MailCondition, facts: RuleFacts, path: Path = []): ConditionResult => {
  if ('all' in condition) return askEach(condition.all, facts, [...path, 'all'], false);
  if ('any' in condition) return askEach(condition.any, facts, [...path, 'any'], true);
  if ('not' in condition) {
    const inner = askMailCondition(condition.not, facts, [...path, 'not']);
    return { holds: !inner.holds, decided: inner.decided, captures: new Map() };
  }
  return askLeaf(condition, facts, path);
};

/** One that is `decisive` decides; without one the last does. */
const askEach = (
  conditions: readonly MailCondition[],
  facts: RuleFacts,
  path: Path,
  decisive: boolean,
): ConditionResult => {
  const captures = new Map<string, string>();
  let decided: DecidingLeaf | null = null;
  for (const [index, inner] of conditions.entries()) {
    const result = askMailCondition(inner, facts, [...path, index]);
    decided = result.decided ?? decided;
    if (result.holds) for (const [name, value] of result.captures) captures.set(name, value);
    if (result.holds === decisive) return { holds: decisive, decided: result.decided, captures };
  }
  return { holds: !decisive, decided, captures };
};

const askLeaf = (leaf: MailComparison, facts: RuleFacts, path: Path): ConditionResult => {
  const { field, ...operators } = leaf;
  const [[operator = '', operand] = []] = Object.entries(operators);
  const values = mailValues(facts, field);
  const found = values.slice(0, 3).map(({ text }) => cutText(text, 80));
  const captures = operator === 'matches' ? findCaptures(leaf, operand, values) : new Map<string, string>();
  const holds =
    operator === 'matches'
      ? captures !== null
      : isNumberTest(leaf)
        ? namesTicket(facts)
        : someHolds(resolveComparison(leaf as Comparison, kindOfMailField(field), null), values);
  return {
    holds,
    decided: { path: [...path, operator], field, operator, holds, found },
    captures: captures ?? new Map(),
  };
};

/** Compiling takes longer than matching. */
const compiled = new WeakMap<MailComparison, LinearPattern | string>();

const findCaptures = (
  leaf: MailComparison,
  source: unknown,
  values: readonly MailValue[],
): ReadonlyMap<string, string> | null => {
  const pattern = compiled.get(leaf) ?? compilePattern(String(source));
  compiled.set(leaf, pattern);
  if (typeof pattern === 'string') throw new Error(pattern);
  for (const { text } of values) {
    const captures = pattern.find(text);
    if (captures !== null) return captures;
  }
  return null;
};

/** Of several values one is enough; so „not“ means that none of them does. */
const someHolds = (condition: ResolvedCondition, values: readonly MailValue[]): boolean => {
  if ('all' in condition) return condition.all.every((inner) => someHolds(inner, values));
  if ('any' in condition) return condition.any.some((inner) => someHolds(inner, values));
  if ('not' in condition) return !someHolds(condition.not, values);
  return values.some(({ fact }) => testHolds(condition, fact));
};

/** The subject contains nothing in particular: it contains the number of a ticket. */
export const isNumberTest = (leaf: { readonly field: string; readonly contains?: Operand }): boolean =>
  leaf.field === 'subject' && leaf.contains === '';

const namesTicket = ({ match }: RuleFacts): boolean => match.candidates.some(({ signal }) => signal === 'number');
