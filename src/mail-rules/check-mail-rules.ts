import type { FieldInput } from '../area/field.ts';
import { checkFieldValues } from '../area/field-values.ts';
import { parseInput } from '../refusal/parse-input.ts';
import type { Issue } from '../refusal/refusal.ts';
import { foldAddress } from '../text/email-address.ts';
import type { FieldValue } from '../ticket/ticket-row.ts';
import { checkMailCondition, leavesOf } from './check-mail-condition.ts';
import { capturesIn } from './filled-fields.ts';
import { compilePattern } from './linear-pattern.ts';
import { mailFields } from './mail-fields.ts';
import type { MailCondition, MailEffect } from './mail-rule.ts';
import { mailRuleDocument } from './mail-rule-document.ts';

/** What rules are checked against. */
export interface MailRuleSurroundings {
  readonly areas: readonly { readonly id: string; readonly fields: Readonly<Record<string, FieldInput>> }[];
  /** Names of all mailboxes. Default: any name is taken. */
  readonly mailboxes?: readonly string[];
  /** Addresses to which mails may be forwarded, because their owners agreed. Default: none. */
  readonly forwardTargets?: readonly string[];
}

type Path = Issue['path'];

/**
 * Everything that keeps mail rules from running, all at once, each with its path and what to do about it; empty: they are fine.
 *
 * @example
 * ```ts
 * import { checkMailRules } from 'ticketwerk';
 *
 * const rule = { id: 'r', name: 'Orders', position: 1, when: { field: 'sbject', contains: 'order' }, then: [{ do: 'detach' }] };
 * console.log(checkMailRules([rule], { areas: [] })[0]?.message); // There is no field "sbject". Remove it or correct its name.
 * ```
 */
export const checkMailRules = (rules: readonly unknown[], known: MailRuleSurroundings): readonly Issue[] => {
  const ids = rules.map((rule) => (typeof rule === 'object' && rule !== null && 'id' in rule ? rule.id : undefined));
  return rules.flatMap((rule, index) => [
    ...(ids[index] !== undefined && ids.indexOf(ids[index]) < index
      ? [problem([index, 'id'], 'duplicate', `There is a rule "${ids[index]}" already; give this one another id.`)]
      : []),
    ...checkMailRule(rule, known, [index]),
  ]);
};

/** The same for one rule. */
export const checkMailRule = (input: unknown, known: MailRuleSurroundings, path: Path = []): readonly Issue[] => {
  const parsed = parseInput(mailRuleDocument, input);
  if (!parsed.ok) return parsed.refusal.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  const { when, then: effects, mailboxes = [] } = parsed.value;
  const numberTest = effects.some((effect) => effect.do === 'copy' || effect.do === 'move');
  const problems = checkMailCondition(when, mailFields(known.areas), [...path, 'when'], { numberTest });
  const captures = problems.length > 0 ? null : captureNames(when);
  return [
    ...problems,
    ...mailboxes.flatMap((name, index) =>
      known.mailboxes === undefined || known.mailboxes.includes(name)
        ? []
        : [problem([...path, 'mailboxes', index], 'unknown_mailbox', `There is no mailbox "${name}".`)],
    ),
    ...effects.flatMap((effect, index) =>
      effectProblems(effect as MailEffect, { known, captures, path: [...path, 'then', index] }),
    ),
  ];
};

interface Surroundings {
  readonly known: MailRuleSurroundings;
  /** Null: the condition is wrong, so nobody knows. */
  readonly captures: ReadonlySet<string> | null;
  readonly path: Path;
}

/** What is captured below a `not` is nothing that was found. */
const captureNames = (when: MailCondition): ReadonlySet<string> =>
  new Set(
    leavesOf(when).flatMap(({ matches, negated }) => {
      const pattern = matches === null || negated ? '' : compilePattern(matches);
      return typeof pattern === 'string' ? [] : pattern.names;
    }),
  );

const effectProblems = (effect: MailEffect, around: Surroundings): readonly Issue[] => {
  const { known, path } = around;
  switch (effect.do) {
    case 'create': {
      const area = known.areas.find(({ id }) => id === effect.area);
      if (area === undefined) return [problem([...path, 'area'], 'unknown_area', `There is no area "${effect.area}".`)];
      return fieldProblems(effect.fields ?? {}, [area], around);
    }
    case 'set':
      return fieldProblems(effect.fields, known.areas, around);
    case 'forward':
      return effect.to.flatMap((address, index) =>
        (known.forwardTargets ?? []).map(foldAddress).includes(foldAddress(address))
          ? []
          : [
              problem(
                [...path, 'to', index],
                'not_verified',
                `Nobody has agreed to get mails forwarded to ${address}.`,
              ),
            ],
      );
    default:
      return [];
  }
};

/** A value must fit the field in one of the areas; one with captures is a text, whose parts are known only with a mail. */
const fieldProblems = (
  fields: Readonly<Record<string, FieldValue>>,
  areas: MailRuleSurroundings['areas'],
  { captures, path }: Surroundings,
): readonly Issue[] =>
  Object.entries(fields).flatMap(([id, value]): readonly Issue[] => {
    const at = [...path, 'fields', id];
    const named = capturesIn(value);
    const unknown = named.filter((name) => captures !== null && !captures.has(name));
    if (unknown.length > 0) {
      const message = `No pattern of the condition captures "${unknown[0]}"; name a part (?<${unknown[0]}>…) in one.`;
      return [problem(at, 'unknown_capture', message)];
    }
    const types = areas.flatMap((area) => (Object.hasOwn(area.fields, id) ? (area.fields[id]?.type ?? []) : []));
    if (named.length > 0 && types.some((type) => ['text', 'choice', 'many'].includes(type))) return [];
    const checked = areas.map((area) => checkFieldValues(area.fields, { [id]: value }).issues);
    if (checked.some((issues) => issues.length === 0)) return [];
    const closest = checked.flat().find(({ code }) => code !== 'unknown_field') ?? checked.flat()[0];
    return [{ ...(closest ?? problem(at, 'unknown_field', `There is no field "${id}" in any area.`)), path: at }];
  });

const problem = (path: Path, code: string, message: string): Issue => ({ path, code, message });
