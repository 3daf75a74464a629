import { describe, expect, test } from 'vitest';
import { checkMailRules, defineMailRule, type MailCondition, type MailEffect, type MailRule } from '../../src/index.ts';
import { checkMailRule } from '../../src/mail-rules/check-mail-rules.ts';
import { explainMailRules } from '../../src/mail-rules/explain-mail-rules.ts';
import { askMailCondition } from '../../src/mail-rules/mail-condition.ts';
import type { RuleFacts } from '../../src/mail-rules/rule-facts.ts';
import { runMailRules } from '../../src/mail-rules/run-mail-rules.ts';
import { ticketRow } from '../kit/store-contract/sample-rows.ts';
import { byNumber, ruleFacts } from './rule-facts.ts';

const known = {
  areas: [
    {
      id: 'helpdesk',
      fields: { severity: { type: 'choice', of: ['low', 'high'] }, order: { type: 'text' }, count: { type: 'number' } },
    },
    { id: 'sales', fields: { order: { type: 'text' } } },
  ],
  mailboxes: ['support'],
  forwardTargets: ['archive@desk.example'],
} as const;
const detach: MailEffect = { do: 'detach' };
const rule = (more: Partial<MailRule> = {}): MailRule =>
  defineMailRule({ id: 'r', name: 'Rule', position: 1, when: { all: [] }, then: [detach], ...more });
const issuesOf = (more: Partial<Record<keyof MailRule, unknown>>) =>
  checkMailRule({ ...rule(), ...more }, known).map(({ path, code }) => [path.join('.'), code]);
const holds = (when: MailCondition, facts: RuleFacts) => {
  expect(checkMailRule(rule({ when, then: [{ do: 'copy', to: 'matched' }] }), known)).toEqual([]);
  return askMailCondition(when, facts).holds;
};

describe('what a condition asks of a mail', () => {
  const mail = ruleFacts(
    {
      subject: 'Größe der STRASSE',
      to: [
        { name: 'Desk', address: 'Support@Desk.example' },
        { name: '', address: 'lager@acme.example' },
      ],
      cc: [{ name: '', address: 'boss@acme.example' }],
      text: 'Order 4711 is late.\n\n> Old words',
      attachments: [
        { name: 'Rechnung.PDF', type: 'application/pdf', size: 1, inline: false },
        { name: 'logo.png', type: 'image/png', size: 1, inline: true },
      ],
    },
    ['X-Priority: 1 (Highest)', 'X-Tag: One', 'X-Tag: Two'],
    { person: { id: 'bob', name: 'Bob Baker', contacts: ['acme'] } },
  );

  test.each<MailCondition>([
    { field: 'subject', contains: 'straße' },
    { field: 'subject', startsWith: 'größe' },
    { field: 'subject', matches: '^gr(ö|oe)sse|größe' },
    { field: 'from', is: 'BOB@acme.example' },
    { field: 'from.name', contains: 'baker' },
    { field: 'from.domain', in: ['acme.example', 'other.example'] },
    { field: 'to', is: 'lager@acme.example' },
    { field: 'to.local', is: 'support' },
    { field: 'recipient', is: 'boss@acme.example' },
    { field: 'recipient.domain', is: 'desk.example' },
    { field: 'envelopeFrom.local', is: 'bounces' },
    { field: 'header.X-PRIORITY', startsWith: '1' },
    { field: 'header.x-tag', is: 'two' },
    { field: 'header.x-missing', is: null },
    { field: 'header.x-missing', empty: true },
    { field: 'replyTo', empty: true },
    { field: 'attachments.name', endsWith: '.pdf' },
    { field: 'attachments.type', is: 'image/png' },
    { field: 'attachments.count', atLeast: 2 },
    { field: 'size', atMost: 1000 },
    { field: 'receivedAt', after: '2026-03-03T13:59:59+01:00' },
    { field: 'direction', is: 'in' },
    { field: 'mailbox', is: 'support' },
    { field: 'kind', is: 'person' },
    { field: 'auth.dmarc', is: 'unknown' },
    { field: 'spam', is: false },
    { field: 'match', is: null },
    { field: 'ticket.number', empty: true },
    { field: 'ticket.category', is: null },
    { field: 'person.id', is: 'bob' },
    { field: 'person.contacts', hasAny: ['acme'] },
    { field: 'body', contains: 'old words' },
    { not: { field: 'replyText', contains: 'order 9' } },
    { all: [] },
  ])('%j holds', (when) => {
    expect(holds(when, mail)).toBe(true);
  });

  test('several values: any of them, and none of them where something is denied', () => {
    expect(holds({ field: 'to', isNot: 'lager@acme.example' }, mail)).toBe(false);
    expect(holds({ field: 'to', isNot: 'nobody@acme.example' }, mail)).toBe(true);
    expect(holds({ field: 'to.domain', notIn: ['acme.example'] }, mail)).toBe(false);
    expect(holds({ not: { field: 'header.x-tag', contains: 'tw' } }, mail)).toBe(false);
    expect(holds({ field: 'header.x-missing', isNot: 'x' }, mail)).toBe(true);
    expect(
      holds({ any: [{ not: { field: 'to', is: 'a@b.example' } }, { field: 'subject', contains: 'x' }] }, mail),
    ).toBe(true);
  });

  test('a name identifies nobody: `from` is the address', () => {
    const forged = ruleFacts({ from: { name: 'bob@acme.example', address: 'evil@evil.example' } });
    expect(holds({ field: 'from', contains: 'bob@acme.example' }, forged)).toBe(false);
  });

  test('the ticket to which it belongs can be asked', () => {
    const at = ruleFacts({}, [], {
      match: byNumber,
      ticket: ticketRow('t1', { category: 'closed', fields: { severity: 'high' } }),
    });
    expect(holds({ field: 'ticket.category', is: 'closed' }, at)).toBe(true);
    expect(holds({ field: 'ticket.fields.severity', is: 'high' }, at)).toBe(true);
    expect(holds({ field: 'match', is: 'weak' }, at)).toBe(true);
  });

  test('„subject contains“ without a value asks for the number of a ticket', () => {
    const when = { field: 'subject', contains: '' };
    expect(holds(when, ruleFacts({}, [], { match: byNumber }))).toBe(true);
    expect(holds(when, ruleFacts())).toBe(false);
    expect(holds({ all: [when, { field: 'subject', contains: 'lamp' }] }, ruleFacts({}, [], { match: byNumber }))).toBe(
      false,
    );
  });

  test('a pattern takes no longer for a hostile text than for another one', () => {
    const hostile = ruleFacts({ text: `${'a'.repeat(50_000)}!` });
    expect(holds({ field: 'body', matches: '^(a+)+$' }, hostile)).toBe(false);
    expect(holds({ field: 'body', matches: '(a|aa)+!' }, hostile)).toBe(true);
  });
});

describe('rules that could not run are refused', () => {
  const when = (condition: unknown, then: unknown = [detach]) => issuesOf({ when: condition, then });
  const copying = [{ do: 'copy', to: 'matched' }];

  test.each<[unknown, string, string]>([
    [{ field: 'sbject', contains: 'x' }, 'when.field', 'unknown_field'],
    [{ field: 'ticket.nothing', is: 'x' }, 'when.field', 'unknown_field'],
    [{ field: 'header.X-Ticketwerk', is: 'x' }, 'when.field', 'unknown_field'],
    [{ field: 'header.', is: 'x' }, 'when.field', 'unknown_field'],
    [{ field: 'size', contains: 'x' }, 'when.contains', 'wrong_operator'],
    [{ field: 'kind', is: 'human' }, 'when.is', 'not_an_option'],
    [{ field: 'subject', contains: '' }, 'when.contains', 'required'],
    [{ field: 'body', contains: '' }, 'when.contains', 'required'],
    [{ field: 'from', is: '' }, 'when.is', 'required'],
    [{ field: 'from', in: [] }, 'when.in', 'required'],
    [{ field: 'from', in: ['a@b.example', ' '] }, 'when.in', 'required'],
    [{ field: 'subject', matches: '' }, 'when.matches', 'required'],
    [{ field: 'subject', matches: 1 }, 'when.matches', 'wrong_type'],
    [{ field: 'subject', matches: '(' }, 'when.matches', 'bad_pattern'],
    [{ field: 'subject', matches: '(a)\\1' }, 'when.matches', 'bad_pattern'],
    [{ field: 'subject', matches: 'a(?=b)' }, 'when.matches', 'bad_pattern'],
    [{ field: 'subject', matches: '(a{900}){9}' }, 'when.matches', 'bad_pattern'],
    [{ field: 'subject', matches: 'a{999}b{999}c{999}d{999}e{999}f{999}' }, 'when.matches', 'bad_pattern'],
    [{ field: 'subject', matches: 'a'.repeat(501) }, 'when.matches', 'bad_pattern'],
    [{ any: [] }, 'when.any', 'required'],
    [{ all: [{ field: 'subject', contains: 'x' }, { not: { any: [] } }] }, 'when.all.1.not.any', 'required'],
    [{ field: 'ticket.responsible', is: { actor: true } }, 'when.is', 'wrong_type'],
    ['always', 'when', 'wrong_type'],
  ])('%j', (condition, path, code) => {
    expect(when(condition)).toEqual([[path, code]]);
  });

  test('an operator that there is not', () => {
    expect(when({ field: 'subject', includes: 'x' })).toContainEqual(['when.includes', 'unknown_operator']);
  });

  test('„subject contains“ without a value is for rules that copy or move, and no other field or operator may', () => {
    expect(when({ field: 'subject', contains: '' }, copying)).toEqual([]);
    expect(when({ not: { field: 'subject', contains: '' } }, [{ do: 'move', to: 'matched' }])).toEqual([]);
    expect(when({ field: 'body', contains: '' }, copying)).toEqual([['when.contains', 'required']]);
    expect(when({ field: 'subject', startsWith: '' }, copying)).toEqual([['when.startsWith', 'required']]);
  });

  const captured = { field: 'subject', matches: 'order (?<order>\\d+)' };
  test.each<[unknown, string, string]>([
    [{ do: 'create', area: 'nowhere' }, 'then.0.area', 'unknown_area'],
    [{ do: 'create', area: 'sales', fields: { severity: 'low' } }, 'then.0.fields.severity', 'unknown_field'],
    [{ do: 'create', area: 'helpdesk', fields: { severity: 'urgent' } }, 'then.0.fields.severity', 'not_an_option'],
    [{ do: 'set', fields: { colour: 'red' } }, 'then.0.fields.colour', 'unknown_field'],
    [{ do: 'set', fields: { order: '{{nothing}}' } }, 'then.0.fields.order', 'unknown_capture'],
    [{ do: 'set', fields: { count: '{{order}}' } }, 'then.0.fields.count', 'wrong_type'],
    [{ do: 'forward', to: ['evil@evil.example'], as: 'inline' }, 'then.0.to.0', 'not_verified'],
    [{ do: 'forward', to: ['a@b.example\r\nBcc: x@y.example'], as: 'inline' }, 'then.0.to.0', 'not_an_address'],
    [{ do: 'copy', to: 'nowhere' }, 'then.0.to', 'invalid'],
    [{ do: 'explode' }, 'then.0.do', 'invalid'],
    [{ do: 'drop', reason: '' }, 'then.0.reason', 'required'],
    [{ do: 'detach', all: true }, 'then.0.all', 'unknown_field'],
  ])('%j', (effect, path, code) => {
    expect(when(captured, [effect])).toEqual([[path, code]]);
  });

  test('a capture below a „not“ found nothing', () => {
    expect(when({ not: captured }, [{ do: 'set', fields: { order: '{{order}}' } }])).toEqual([
      ['then.0.fields.order', 'unknown_capture'],
    ]);
    expect(when(captured, [{ do: 'set', fields: { order: 'No. {{ order }}' } }])).toEqual([]);
  });

  test('everything is told at once, with the place of the rule; a sentence says what to do', () => {
    const issues = checkMailRules(
      [
        rule(),
        { ...rule(), mailboxes: ['sales'], position: 1.5, then: [] },
        { ...rule({ id: 's' }), mailboxes: ['sales'] },
        'rule',
      ],
      known,
    );
    expect(issues.map(({ path, code }) => [path.join('.'), code])).toEqual([
      ['1.id', 'duplicate'],
      ['1.position', 'wrong_type'],
      ['1.then', 'too_small'],
      ['2.mailboxes.0', 'unknown_mailbox'],
      ['3', 'wrong_type'],
    ]);
    for (const { message } of issues) expect(message).toMatch(/^\S.*\.$/);
  });
});

describe('which rules are asked, and in what order', () => {
  const set = (id: string, more: Partial<MailRule> = {}) =>
    rule({ id, then: [{ do: 'set', fields: { order: id } }], ...more });
  const asked = (rules: readonly MailRule[], facts = ruleFacts(), limits = {}) =>
    runMailRules(facts, rules, limits).trace.map(({ rule: id, result }) => `${id} ${result}`);

  test('global ones before those of the owner, each by position and never by name; of several values the last stands', () => {
    const rules = [
      set('mine', { scope: { user: 'ada' }, position: -5 }),
      set('zeta', { position: 1, name: 'A' }),
      set('alpha', { position: 10, name: 'Z' }),
      set('twin-b', { position: 5 }),
      set('twin-a', { position: 5 }),
      set('hers', { scope: { user: 'grace' } }),
    ];
    const facts = ruleFacts({}, [], { owner: 'ada' });
    expect(asked(rules, facts)).toEqual(['zeta', 'twin-a', 'twin-b', 'alpha', 'mine'].map((id) => `${id} applied`));
    expect(runMailRules(facts, rules).fields).toEqual({ create: { order: 'mine' }, followUp: { order: 'mine' } });
    expect(asked(rules)).toHaveLength(4);
  });

  test('only those for the mailbox and the direction that are switched on', () => {
    const rules = [
      set('off', { enabled: false }),
      set('other', { mailboxes: ['sales'] }),
      set('this', { mailboxes: ['sales', 'support'] }),
      set('out', { direction: 'out' }),
      set('both', { direction: 'both' }),
    ];
    expect(asked(rules)).toEqual(['both applied', 'this applied']);
    expect(asked(rules, ruleFacts({}, [], { direction: 'out' }))).toEqual(['both applied', 'out applied']);
  });

  test('after one with `stop` no other is asked, but not if its condition did not hold', () => {
    const stop = (when: MailCondition) => [set('a', { position: 1, stop: true, when }), set('b', { position: 2 })];
    expect(asked(stop({ all: [] }))).toEqual(['a applied', 'b not_asked']);
    expect(asked(stop({ field: 'subject', contains: 'lamp' }))).toEqual(['a no_match', 'b applied']);
  });

  test('at most 50 about a mail, or as many as is said', () => {
    const rules = Array.from({ length: 60 }, (_, index) => set(`r${index}`, { position: index }));
    expect(asked(rules).filter((one) => one.endsWith('applied'))).toHaveLength(50);
    expect(asked(rules, ruleFacts(), { rulesPerMail: 2 }).slice(0, 4)).toEqual([
      'r0 applied',
      'r1 applied',
      'r2 not_asked',
      'r3 not_asked',
    ]);
  });

  test('one that cannot be asked any more is left out, and the mail goes on', () => {
    const rules = [
      set('field', { when: { field: 'gone', is: 'x' } }),
      set('pattern', { position: 2, when: { field: 'subject', matches: '(' } }),
      set('fine', { position: 3 }),
    ];
    const { trace, fields } = runMailRules(ruleFacts(), rules);
    expect(trace.map(({ rule: id, result, notes }) => [id, result, notes.length])).toEqual([
      ['field', 'failed', 1],
      ['pattern', 'failed', 1],
      ['fine', 'applied', 0],
    ]);
    expect(fields.create).toEqual({ order: 'fine' });
  });

  test('none about a mail of the desk', () => {
    const facts = ruleFacts({}, [], {
      classification: { kind: 'own', allowAutoReply: false, mayReopen: false, reasons: [] },
    });
    expect(asked([set('a')], facts)).toEqual([]);
  });
});

describe('what rules do', () => {
  const run = (
    then: readonly MailEffect[] | readonly (readonly MailEffect[])[],
    facts = ruleFacts({}, [], { match: byNumber }),
  ) => {
    const lists = (Array.isArray(then[0]) ? then : [then]) as readonly (readonly MailEffect[])[];
    return runMailRules(
      facts,
      lists.map((effects, index) => rule({ id: `r${index}`, position: index, then: effects })),
    );
  };

  test('copying goes on, moving ends; both attach to the ticket to which the mail belongs', () => {
    const { attachments, move, trace } = run([
      [{ do: 'copy', to: 'matched' }],
      [{ do: 'move', to: { ticket: 'HD-00002' } }],
      [{ do: 'detach' }],
    ]);
    expect(attachments).toEqual([
      { rule: 'r0', to: 'matched', checked: true },
      { rule: 'r1', to: { ticket: 'HD-00002' }, checked: false },
    ]);
    expect(move).toBe('r1');
    expect(trace.map(({ result }) => result)).toEqual(['applied', 'applied', 'not_asked']);
    expect(run([{ do: 'copy', to: 'matched', participants: false }]).attachments[0]?.checked).toBe(false);
  });

  test('a mail that belongs nowhere is not moved, and the next rule is asked', () => {
    const { attachments, move, trace } = run([[{ do: 'move', to: 'matched' }], [{ do: 'detach' }]], ruleFacts());
    expect([attachments, move]).toEqual([[], null]);
    expect(trace.map(({ result, notes }) => [result, notes])).toEqual([
      ['applied', ['move: the mail belongs to no ticket']],
      ['applied', []],
    ]);
    expect(run([[{ do: 'detach' }], [{ do: 'move', to: 'matched' }]]).move).toBeNull();
    expect(
      run(
        [
          { do: 'create', area: 'helpdesk' },
          { do: 'move', to: 'matched' },
        ],
        ruleFacts(),
      ),
    ).toMatchObject({ move: 'r0', attachments: [] });
  });

  test('fields for a new ticket and for a follow-up are apart', () => {
    const { fields } = run([
      { do: 'set', fields: { severity: 'low', order: '1' } },
      { do: 'set', fields: { severity: 'high' }, on: 'create' },
      { do: 'set', fields: { order: '2' }, on: 'followUp' },
    ]);
    expect(fields).toEqual({ create: { severity: 'high', order: '1' }, followUp: { severity: 'low', order: '2' } });
  });

  test('what a pattern found stands in fields, as it was written and not as a placeholder', () => {
    const when = { all: [{ field: 'subject', matches: 'Order (?<order>[A-Z0-9{}]+)( for (?<who>\\w+))?' }] };
    const create: MailEffect = {
      do: 'create',
      area: 'helpdesk',
      fields: { order: 'No. {{order}} of {{ who }}', count: 1 },
    };
    const { fields, create: made } = runMailRules(ruleFacts({ subject: 'Re: order ab{{who}}' }), [
      rule({ when, then: [create] }),
    ]);
    expect(fields.create).toEqual({ order: 'No. ab{{who}} of ', count: 1 });
    expect(made).toEqual({ rule: 'r', area: 'helpdesk', named: false });
  });

  test('what a pattern captures that was not asked, or did not fit, is nothing', () => {
    const when = {
      any: [
        { field: 'subject', matches: '(?<a>Printer)' },
        { field: 'subject', matches: '(?<b>P)' },
      ],
    };
    const set: MailEffect = { do: 'set', fields: { order: '{{a}}/{{b}}' } };
    expect(runMailRules(ruleFacts(), [rule({ when, then: [set] })]).fields.create).toEqual({ order: 'Printer/' });
  });

  test('one ticket is made of a mail; that a rule asked for the kind of mail is known', () => {
    const { create, trace } = run([[{ do: 'create', area: 'sales' }], [{ do: 'create', area: 'helpdesk' }]]);
    expect(create).toMatchObject({ rule: 'r0', area: 'sales' });
    expect(trace[1]?.notes).toEqual(['create: rule r0 makes a ticket already']);
    const asked = rule({ when: { field: 'kind', is: 'bounce' }, then: [{ do: 'create', area: 'sales' }] });
    const bounce = { kind: 'bounce', allowAutoReply: false, mayReopen: false, reasons: [] } as const;
    expect(runMailRules(ruleFacts({}, [], { classification: bounce }), [asked]).create?.named).toBe(true);
  });

  test('of single things the last one stands; a drop ends', () => {
    const outcome = run([
      [
        { do: 'visibility', as: 'internal' },
        { do: 'responsible', user: 'ada' },
        { do: 'reopen', value: true },
        { do: 'reply', value: 'allow' },
      ],
      [
        { do: 'visibility', as: 'external' },
        { do: 'reply', value: { template: 'received', as: 'draft' } },
        { do: 'forward', to: ['archive@desk.example'], as: 'inline' },
      ],
      [
        { do: 'drop', reason: 'noise' },
        { do: 'responsible', user: 'grace' },
      ],
      [{ do: 'responsible', user: 'linus' }],
    ]);
    expect(outcome).toMatchObject({
      visibility: 'external',
      responsible: 'ada',
      reopen: true,
      reply: { template: 'received', as: 'draft' },
      forwards: [{ rule: 'r1', to: ['archive@desk.example'], as: 'inline' }],
      drop: { rule: 'r2', reason: 'noise' },
    });
  });

  test('every rule sees the mail as it was at the start', () => {
    const later = rule({
      id: 'later',
      position: 2,
      when: { field: 'match', is: 'weak' },
      then: [{ do: 'responsible', user: 'ada' }],
    });
    expect(runMailRules(ruleFacts({}, [], { match: byNumber }), [rule(), later])).toMatchObject({
      detached: true,
      responsible: 'ada',
    });
  });
});

describe('why a rule did something', () => {
  const decided = (when: MailCondition) => explainMailRules(ruleFacts(), [rule({ when })])[0]?.decided;

  test('the comparison that decided is told, with what the mail has there', () => {
    const subject = { field: 'subject', contains: 'printer' };
    const lamp = { field: 'subject', contains: 'lamp' };
    const size = { field: 'size', atLeast: 5000 };
    const found = ['Printer'];
    expect(decided({ all: [subject, lamp, size] })).toEqual({
      path: ['all', 1, 'contains'],
      field: 'subject',
      operator: 'contains',
      holds: false,
      found,
    });
    expect(decided({ any: [lamp, subject, size] })).toMatchObject({ path: ['any', 1, 'contains'], holds: true });
    expect(decided({ any: [lamp, { not: subject }] })).toMatchObject({
      path: ['any', 1, 'not', 'contains'],
      holds: true,
    });
    expect(decided({ all: [subject, { not: size }] })).toMatchObject({
      path: ['all', 1, 'not', 'atLeast'],
      holds: false,
      found: ['1000'],
    });
    expect(decided({ all: [] })).toBeNull();
  });

  test('rules that were not asked are told too', () => {
    const rules = [rule({ id: 'a' }), rule({ id: 'b', enabled: false }), rule({ id: 'c', direction: 'out' })];
    expect(explainMailRules(ruleFacts(), rules).map(({ rule: id, result, notes }) => [id, result, ...notes])).toEqual([
      ['a', 'applied'],
      ['b', 'not_asked', 'it is switched off'],
      ['c', 'not_asked', 'it is not for such mails'],
    ]);
  });
});
