import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkMailRule } from '../../src/mail-rules/check-mail-rules.ts';
import type { Classification } from '../../src/mail-rules/classification.ts';
import { mailNatures } from '../../src/mail-rules/classification.ts';
import { decideIntake } from '../../src/mail-rules/decide-intake.ts';
import type { IntakeFacts } from '../../src/mail-rules/intake-facts.ts';
import { askMailCondition } from '../../src/mail-rules/mail-condition.ts';
import { type MatchSignal, matchSignals, strengthOf } from '../../src/mail-rules/mail-match.ts';
import type { MailCondition, MailEffect, MailRule } from '../../src/mail-rules/mail-rule.ts';
import { authenticationResults } from '../../src/mail-rules/read-authentication.ts';
import { replyText } from '../../src/mail-rules/reply-text.ts';
import { runMailRules } from '../../src/mail-rules/run-mail-rules.ts';
import { byNumber, ruleFacts } from '../unit/rule-facts.ts';

const runs = { numRuns: 300 };
const value = fc.constantFrom('printer', 'Drucker', 'a@acme.example', 'acme.example', 'b', 'ß', 'SS', '1');
const field = fc.constantFrom(
  'subject',
  'body',
  'from',
  'to',
  'to.domain',
  'recipient',
  'cc.name',
  'header.x-tag',
  'attachments.name',
);
const leaf: fc.Arbitrary<MailCondition> = fc
  .tuple(field, fc.constantFrom('is', 'isNot', 'contains', 'startsWith', 'endsWith', 'matches', 'in', 'notIn'), value)
  .map(([name, operator, one]) => ({
    field: name,
    [operator]: operator === 'in' || operator === 'notIn' ? [one] : one,
  }));
const condition: fc.Arbitrary<MailCondition> = fc.letrec<{ any: MailCondition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('any').map((not) => ({ not })),
  ),
})).any;
const party = fc.record({
  name: value,
  address: fc.constantFrom('a@acme.example', 'B@Other.example', 'support@desk.example'),
});
const facts = fc
  .record({
    subject: fc.array(value, { maxLength: 3 }).map((words) => words.join(' ')),
    text: fc.array(value, { maxLength: 3 }).map((words) => words.join('\n')),
    to: fc.array(party, { maxLength: 3 }),
    cc: fc.array(party, { maxLength: 2 }),
    from: fc.option(party),
    tags: fc.array(value, { maxLength: 3 }),
    matched: fc.boolean(),
  })
  .map(({ tags, matched, ...mail }) =>
    ruleFacts(
      mail,
      tags.map((tag) => `X-Tag: ${tag}`),
      matched ? { match: byNumber } : {},
    ),
  );

test('what is denied holds exactly where what it denies does not, also for fields with several values', () => {
  fc.assert(
    fc.property(condition, facts, (when, mail) => {
      expect(checkMailRule({ id: 'r', name: 'r', position: 1, when, then: [{ do: 'detach' }] }, { areas: [] })).toEqual(
        [],
      );
      expect(askMailCondition({ not: when }, mail).holds).toBe(!askMailCondition(when, mail).holds);
      expect(askMailCondition({ all: [when] }, mail).holds).toBe(askMailCondition(when, mail).holds);
    }),
    runs,
  );
  fc.assert(
    fc.property(field, value, facts, (name, one, mail) => {
      const asked = (operator: string, operand: unknown) =>
        askMailCondition({ field: name, [operator]: operand } as MailCondition, mail).holds;
      expect(asked('isNot', one)).toBe(!asked('is', one));
      expect(asked('notIn', [one])).toBe(!asked('in', [one]));
    }),
    runs,
  );
});

test('the comparison that is told decides: with only that one in its place, the outcome is the same', () => {
  const at = (when: unknown, path: readonly (string | number)[]): unknown =>
    path.reduce((inner, key) => (inner as Record<string | number, unknown>)[key], when);
  fc.assert(
    fc.property(condition, facts, (when, mail) => {
      const { decided, holds } = askMailCondition(when, mail);
      if (decided === null) return;
      const own = at(when, decided.path.slice(0, -1)) as MailCondition;
      expect(askMailCondition(own, mail).holds).toBe(decided.holds);
      const denials = decided.path.filter((key) => key === 'not').length;
      expect(holds).toBe(denials % 2 === 0 ? decided.holds : !decided.holds);
    }),
    runs,
  );
});

const effect = fc.constantFrom<MailEffect>(
  { do: 'copy', to: 'matched' },
  { do: 'move', to: 'matched' },
  { do: 'create', area: 'sales' },
  { do: 'set', fields: { order: '1' } },
  { do: 'detach' },
  { do: 'visibility', as: 'external' },
  { do: 'reopen', value: true },
  { do: 'reply', value: 'allow' },
  { do: 'drop', reason: 'noise' },
);
const rules = fc.array(
  fc.record({
    when: condition,
    then: fc.array(effect, { minLength: 1, maxLength: 3 }),
    position: fc.integer({ min: -3, max: 3 }),
    stop: fc.boolean(),
  }),
  { maxLength: 6 },
);
const named = (list: readonly Omit<MailRule, 'id' | 'name'>[]): readonly MailRule[] =>
  list.map((one, index) => ({ ...one, id: `r${index}`, name: `Rule ${index}` }));

test('the order in which rules are given changes nothing, each is told once, and one that fails changes nothing', () => {
  fc.assert(
    fc.property(rules, facts, (list, mail) => {
      const given = named(list);
      const outcome = runMailRules(mail, given);
      expect(runMailRules(mail, [...given].reverse())).toEqual(outcome);
      expect(outcome.trace.map(({ rule }) => rule).sort()).toEqual(given.map(({ id }) => id).sort());
      const broken: MailRule = {
        id: 'x',
        name: 'X',
        position: -9,
        when: { field: 'gone', is: 'x' },
        then: [{ do: 'drop', reason: 'x' }],
      };
      const { trace, ...rest } = runMailRules(mail, [broken, ...given]);
      expect(trace[0]?.result).toBe('failed');
      expect({ ...rest, trace: trace.slice(1) }).toEqual(outcome);
    }),
    runs,
  );
});

const intake: fc.Arbitrary<IntakeFacts> = fc
  .record({
    kind: fc.constantFrom(...mailNatures),
    dmarc: fc.constantFrom(...authenticationResults),
    signal: fc.option(fc.constantFrom<MatchSignal>(...matchSignals)),
    participation: fc.constantFrom('requester', 'corresponded', 'contact_person', 'agent', null),
    closed: fc.boolean(),
    stranger: fc.constantFrom('suggest', 'new', 'attach_internal'),
    unverified: fc.constantFrom('attach', 'suggest'),
    closedMail: fc.constantFrom('append', 'reopen', 'new'),
    mailbox: fc.constantFrom('desk', 'personal'),
    answersInternal: fc.boolean(),
    list: rules,
    mail: facts,
  })
  .map(({ list, mail, ...one }) => {
    const byItself = one.kind === 'person';
    const classification: Classification = {
      kind: one.kind,
      allowAutoReply: byItself,
      mayReopen: byItself,
      reasons: [],
    };
    const match =
      one.signal === null
        ? ruleFacts().match
        : { ...byNumber, signal: one.signal, strength: strengthOf(one.signal), candidates: [] };
    return {
      subject: mail.mail.subject,
      direction: 'in',
      mailbox: one.mailbox,
      classification,
      authentication: { dmarc: one.dmarc, spf: 'unknown', dkim: 'unknown', server: null },
      match,
      tickets: [
        {
          id: 't1',
          number: 'HD-00001',
          area: 'helpdesk',
          closedAt: one.closed ? '2026-03-01T12:00:00.000Z' : null,
          participation: one.participation,
          policy: {
            stranger: one.stranger,
            unverified: one.unverified,
            closed: { mail: one.closedMail, reopenBy: 'reopen', reopenDays: null },
          },
        },
      ],
      answersInternal: one.answersInternal,
      rules: runMailRules({ ...mail, classification, match }, named(list)),
      formats: [],
      now: '2026-03-03T13:00:00.000Z',
    } satisfies IntakeFacts;
  });

test('whatever the rules say: nothing unproven opens, answers or shows, no machine opens anything, and every mail has one state', () => {
  fc.assert(
    fc.property(intake, (one) => {
      const { state, attachments, suggestions, creation, reply, remove } = decideIntake(one);
      const failed = one.authentication.dmarc === 'fail';
      const proven = one.authentication.dmarc === 'pass';
      for (const attachment of attachments) {
        if (failed) expect(attachment.visibility).toBe('internal');
        if (!proven) expect(attachment).toMatchObject({ unverified: true, reopenBy: null, byAgent: false });
        if (one.classification.kind !== 'person') expect(attachment.reopenBy).toBeNull();
      }
      if (!proven || one.classification.kind !== 'person') expect(reply).toBeNull();
      if (one.classification.kind === 'own') expect(state).toBe('ignored');
      expect(state === 'created').toBe(creation !== null);
      if (state === 'attached') expect(attachments).not.toEqual([]);
      if (state === 'suggested') expect([attachments.length, suggestions.length > 0, remove]).toEqual([0, true, false]);
      if (state === 'left' || state === 'ignored')
        expect([attachments, suggestions, creation, remove]).toEqual([[], [], null, false]);
      // A stranger with a number, and no rule that lets him in, reaches no ticket where anybody sees it.
      const weak = one.match.strength !== 'proven' && one.tickets[0]?.participation === null;
      if (weak && one.classification.kind === 'person')
        for (const { visibility } of attachments) expect(visibility).toBe('internal');
    }),
    { numRuns: 1000 },
  );
});

test('what is shown of a text are whole lines of it in their order, and a text without marks is shown whole', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'On Tue, 3 Mar 2026 at 13:00, Ada <ada@desk.example> wrote:',
      '> old',
      '-- ',
      'From: Ada',
      'Sent: today',
      'Subject: x',
      '-----Original Message-----',
      'Sent from my iPhone',
      '',
      '>',
      '---',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\r\n]/.test(text)),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const shown = replyText(lines.join('\n'));
      let from = 0;
      for (const one of shown.split('\n')) {
        const at = lines.findIndex((written, index) => index >= from && written.trim() === one.trim());
        expect(one.trim() === '' || at >= 0).toBe(true);
        if (at >= 0) from = at + 1;
      }
      expect(/[\p{L}\p{N}]/u.test(shown)).toBe(lines.some((one) => /[\p{L}\p{N}]/u.test(one)));
    }),
    runs,
  );
  const plain = fc
    .array(fc.stringMatching(/^[A-Za-zäöü ]{0,40}[.!]$/), { maxLength: 10 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(plain, (text) => {
      for (const word of text.match(/[a-zäöü]+/gi) ?? []) expect(replyText(text)).toContain(word);
    }),
    runs,
  );
});
