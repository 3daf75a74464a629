import { describe, expect, test } from 'vitest';
import { parseNumberFormat } from '../../src/area/number-format.ts';
import type { Classification, MailNature } from '../../src/mail-rules/classification.ts';
import { decideIntake } from '../../src/mail-rules/decide-intake.ts';
import type { IntakeFacts, IntakeTicket } from '../../src/mail-rules/intake-facts.ts';
import { defaultIntakePolicy, type IntakePolicy } from '../../src/mail-rules/intake-policy.ts';
import type { MailMatch } from '../../src/mail-rules/mail-match.ts';
import { participationOf } from '../../src/mail-rules/participation.ts';
import type { AuthenticationResult } from '../../src/mail-rules/read-authentication.ts';
import { noOutcome, type RuleOutcome } from '../../src/mail-rules/rule-outcome.ts';

const formats = [parseNumberFormat('HD-{count:5}', { areaKey: 'HD', start: 1, reset: 'never', timeZone: 'UTC' })];
const auth = (dmarc: AuthenticationResult) => ({ dmarc, spf: 'unknown', dkim: 'unknown', server: 'mx' }) as const;
const kind = (nature: MailNature): Classification => {
  const byItself = nature === 'person';
  return { kind: nature, allowAutoReply: byItself, mayReopen: byItself, reasons: [] };
};
const matched = (signal: MailMatch['signal'], strength: MailMatch['strength']): MailMatch => ({
  ticket: 't1',
  signal,
  strength,
  about: null,
  candidates: [],
  conflicts: [],
  reasons: [],
});
const unmatched: MailMatch = { ...matched(null, null), ticket: null };
const proven = matched('reply_address', 'proven');
const byNumber = matched('number', 'weak');
const policy = (more: Partial<IntakePolicy> = {}): IntakePolicy => ({ ...defaultIntakePolicy, ...more });
const ticket = (more: Partial<IntakeTicket> = {}): IntakeTicket => ({
  id: 't1',
  number: 'HD-00001',
  area: 'helpdesk',
  closedAt: null,
  participation: 'requester',
  policy: defaultIntakePolicy,
  ...more,
});
const stranger = (more: Partial<IntakePolicy> = {}) => ticket({ participation: null, policy: policy(more) });
const closed = (mail: 'append' | 'reopen' | 'new', more: Partial<IntakeTicket> = {}, days: number | null = null) =>
  ticket({
    closedAt: '2026-03-01T12:00:00.000Z',
    policy: policy({ closed: { mail, reopenBy: 'reopen', reopenDays: days } }),
    ...more,
  });

const decide = (more: Partial<IntakeFacts> = {}, rules: Partial<RuleOutcome> = {}) =>
  decideIntake({
    subject: 'AW: [#HD-00001] Printer',
    direction: 'in',
    mailbox: 'desk',
    classification: kind('person'),
    authentication: auth('pass'),
    match: proven,
    tickets: [ticket()],
    answersInternal: false,
    formats,
    now: '2026-03-03T13:00:00.000Z',
    ...more,
    rules: { ...noOutcome, ...rules },
  });
const attachment = {
  ticket: 't1',
  rule: null,
  visibility: 'external',
  unverified: false,
  reopenBy: null,
  byAgent: false,
};
const copy = { rule: 'r', to: 'matched', checked: true } as const;

describe('a mail that belongs to a ticket', () => {
  test('is attached', () => {
    expect(decide()).toEqual({
      state: 'attached',
      attachments: [attachment],
      creation: null,
      suggestions: [],
      about: null,
      fields: {},
      responsible: null,
      reply: null,
      forwards: [],
      remove: false,
      reasons: ['reply_address (proven)'],
    });
  });

  test('of a participant is attached by a number too, one of a stranger waits as a suggestion', () => {
    expect(decide({ match: byNumber }).state).toBe('attached');
    const waiting = decide({ match: byNumber, tickets: [stranger()] });
    expect(waiting).toMatchObject({
      state: 'suggested',
      attachments: [],
      suggestions: [{ ticket: 't1', reason: 'stranger' }],
    });
  });

  test('of a stranger who has our token is attached: somebody gave him the mail', () => {
    expect(decide({ tickets: [stranger()] }).state).toBe('attached');
  });

  test('of a stranger is attached inside, or makes a ticket of its own, where the area wants that', () => {
    const inside = decide({ match: byNumber, tickets: [stranger({ stranger: 'attach_internal' })] });
    expect(inside.attachments).toEqual([{ ...attachment, visibility: 'internal' }]);
    const anew = decide({ match: byNumber, tickets: [stranger({ stranger: 'new' })] });
    expect(anew).toMatchObject({
      state: 'created',
      attachments: [],
      creation: { area: 'helpdesk', because: 'stranger', instead: 't1', subject: 'Printer', rule: null },
    });
    const machine = decide({
      match: byNumber,
      tickets: [stranger({ stranger: 'new' })],
      classification: kind('out_of_office'),
    });
    expect(machine.state).toBe('suggested');
  });

  test('whose authentication failed is attached inside and unverified, whatever it proves, and a rule cannot show it', () => {
    const failed = decide(
      { authentication: auth('fail'), tickets: [closed('reopen')] },
      { visibility: 'external', reopen: true, reply: 'allow' },
    );
    expect(failed).toMatchObject({
      attachments: [{ ...attachment, visibility: 'internal', unverified: true }],
      reply: null,
    });
  });

  test.each(['none', 'unknown'] as const)(
    'whose authentication says %s is attached as unverified, opens nothing and is not answered',
    (dmarc) => {
      const found = decide({ authentication: auth(dmarc), tickets: [closed('reopen')] }, { reply: 'allow' });
      expect(found).toMatchObject({ attachments: [{ ...attachment, unverified: true, reopenBy: null }], reply: null });
      const strict = decide({
        authentication: auth(dmarc),
        tickets: [ticket({ policy: policy({ unverified: 'suggest' }) })],
      });
      expect(strict).toMatchObject({ state: 'suggested', suggestions: [{ ticket: 't1', reason: 'unverified' }] });
    },
  );

  test('that answers an internal mail is attached inside, unless a rule shows it', () => {
    expect(decide({ answersInternal: true }).attachments[0]?.visibility).toBe('internal');
    expect(decide({ answersInternal: true }, { visibility: 'external' }).attachments[0]?.visibility).toBe('external');
  });

  test('is an agent’s only with a pass and our token', () => {
    const agent = ticket({ participation: 'agent' });
    expect(decide({ tickets: [agent] }).attachments[0]?.byAgent).toBe(true);
    expect(decide({ tickets: [agent], match: byNumber }).attachments[0]?.byAgent).toBe(false);
    expect(decide({ tickets: [agent], match: matched('known_message_id', 'likely') }).attachments[0]?.byAgent).toBe(
      false,
    );
    expect(decide({ tickets: [agent], authentication: auth('unknown') }).attachments[0]?.byAgent).toBe(false);
    expect(decide().attachments[0]?.byAgent).toBe(false);
  });
});

describe('a closed ticket', () => {
  const reopened = (facts: Partial<IntakeFacts>, rules: Partial<RuleOutcome> = {}) =>
    decide(facts, rules).attachments[0]?.reopenBy;

  test('takes the mail and stays closed, is opened again, or gives way to a new one', () => {
    expect(reopened({ tickets: [closed('append')] })).toBeNull();
    expect(reopened({ tickets: [closed('reopen')] })).toBe('reopen');
    expect(decide({ tickets: [closed('new')] })).toMatchObject({
      state: 'created',
      creation: { area: 'helpdesk', because: 'closed', instead: 't1', subject: 'Printer' },
    });
  });

  test('is opened again for so many days', () => {
    expect(reopened({ tickets: [closed('reopen', {}, 3)] })).toBe('reopen');
    expect(reopened({ tickets: [closed('reopen', {}, 2)] })).toBeNull();
  });

  test.each(['out_of_office', 'auto_replied', 'auto_generated', 'list', 'spam'] as const)(
    'is never opened by a mail that is %s, and none is made of it',
    (nature) => {
      expect(reopened({ tickets: [closed('reopen')], classification: kind(nature) }, { reopen: true })).toBeNull();
      expect(decide({ tickets: [closed('new')], classification: kind(nature) }).state).toBe('attached');
    },
  );

  test('is not opened by an answer to an internal mail', () => {
    expect(reopened({ tickets: [closed('reopen')], answersInternal: true })).toBeNull();
  });

  test('is opened or not as a rule says, where there is a way to open it', () => {
    expect(reopened({ tickets: [closed('reopen')] }, { reopen: false })).toBeNull();
    expect(reopened({ tickets: [closed('append')] }, { reopen: true })).toBe('reopen');
    const nowhere = closed('reopen', {
      policy: policy({ closed: { mail: 'reopen', reopenBy: null, reopenDays: null } }),
    });
    expect(reopened({ tickets: [nowhere] }, { reopen: true })).toBeNull();
  });
});

describe('a mail that belongs nowhere', () => {
  const create = { rule: 'r', area: 'sales', named: false };

  test('is left where it lies', () => {
    expect(decide({ match: unmatched, tickets: [] })).toMatchObject({
      state: 'left',
      attachments: [],
      remove: false,
      reasons: ['no match'],
    });
  });

  test('makes a ticket if a rule wants it, with the fields for that, and is answered only if a rule says so', () => {
    const rules = {
      create,
      fields: { create: { severity: 'high' }, followUp: { severity: 'low' } },
      responsible: 'ada',
    };
    const made = decide({ match: unmatched, tickets: [] }, rules);
    expect(made).toMatchObject({
      state: 'created',
      creation: { area: 'sales', because: 'rule', rule: 'r', instead: null, subject: 'AW: [#HD-00001] Printer' },
      fields: { severity: 'high' },
      responsible: 'ada',
      reply: null,
    });
    expect(decide({ match: unmatched, tickets: [] }, { create, reply: 'allow' }).reply).toBe('allow');
    expect(
      decide({ match: unmatched, tickets: [], classification: kind('list') }, { create, reply: 'allow' }).reply,
    ).toBeNull();
    expect(decide({ match: unmatched, tickets: [] }, { create, reply: 'suppress' }).reply).toBeNull();
  });

  test('a rule that makes tickets makes none of an answer, nor of a suggestion, but of one that a rule detached', () => {
    const fields = { create: { severity: 'high' }, followUp: { severity: 'low' } };
    expect(decide({}, { create, fields })).toMatchObject({
      state: 'attached',
      creation: null,
      fields: { severity: 'low' },
    });
    expect(decide({ match: byNumber, tickets: [stranger()] }, { create }).state).toBe('suggested');
    expect(decide({}, { create, detached: true }).creation?.area).toBe('sales');
  });
});

describe('reports', () => {
  const about = { mail: 'm1', delivery: 'd1' };
  const report = { ...matched('report', 'proven'), about };

  test.each(['bounce', 'receipt', 'feedback'] as const)('a %s is told inside and opens nothing', (nature) => {
    const found = decide(
      { match: report, classification: kind(nature), tickets: [closed('reopen')] },
      { reopen: true, reply: 'allow' },
    );
    expect(found).toMatchObject({
      state: 'attached',
      attachments: [{ ...attachment, visibility: 'internal', unverified: true }],
      about,
      reply: null,
    });
  });

  test('one that names none of our mails is left; a ticket is made of it only by a rule that asks for the kind', () => {
    const create = { rule: 'r', area: 'sales', named: false };
    const lost = { match: unmatched, tickets: [], classification: kind('bounce') };
    expect(decide(lost).state).toBe('left');
    expect(decide(lost, { create }).state).toBe('left');
    expect(decide(lost, { create: { ...create, named: true } }).state).toBe('created');
  });
});

describe('rules and folders', () => {
  test('own mails and dropped ones are ignored', () => {
    expect(decide({ classification: kind('own') }, { attachments: [copy] })).toMatchObject({
      state: 'ignored',
      attachments: [],
    });
    expect(decide({}, { drop: { rule: 'r', reason: 'noise' } })).toMatchObject({
      state: 'ignored',
      reasons: ['rule r: noise'],
    });
  });

  test('in a personal mailbox only a rule takes a mail', () => {
    expect(decide({ mailbox: 'personal' })).toMatchObject({ state: 'left', attachments: [] });
    expect(decide({ mailbox: 'personal' }, { attachments: [copy] }).attachments).toEqual([
      { ...attachment, rule: 'r' },
    ]);
  });

  test('moved is what was attached; a suggestion, and a mail whose ticket is not there, stay where they are', () => {
    const move = { attachments: [copy], move: 'r' };
    expect(decide({}, move).remove).toBe(true);
    expect(decide({}, { attachments: [copy] }).remove).toBe(false);
    expect(decide({ match: byNumber, tickets: [stranger()] }, move).remove).toBe(false);
    const elsewhere = { attachments: [{ ...copy, to: { ticket: 'HD-00009' } }], move: 'r' };
    expect(decide({}, elsewhere)).toMatchObject({ state: 'attached', remove: false });
    const create = { rule: 'r', area: 'sales', named: false };
    expect(decide({ match: unmatched, tickets: [] }, { create, move: 'r' }).remove).toBe(true);
  });

  test('a rule may say that the sender need not take part, and may name a ticket', () => {
    const free = { attachments: [{ ...copy, checked: false }] };
    expect(decide({ match: byNumber, tickets: [stranger()] }, free).state).toBe('attached');
    const other = ticket({ id: 't2', number: 'HD-00002', participation: null });
    const named = { attachments: [{ rule: 'r', to: { ticket: 'hd-00002' }, checked: false }] };
    expect(decide({ tickets: [ticket(), other] }, named).attachments.map((one) => one.ticket)).toEqual(['t1', 't2']);
  });

  test('a rule that lets everybody in asks for no proof either; one that names a ticket may ask who takes part in it', () => {
    const strict = ticket({ policy: policy({ unverified: 'suggest' }) });
    const free = { attachments: [{ ...copy, checked: false }] };
    expect(decide({ authentication: auth('unknown'), tickets: [strict] }, free).state).toBe('attached');
    const other = ticket({ id: 't2', number: 'HD-00002', participation: null });
    const asking = { attachments: [{ rule: 'r', to: { ticket: 'HD-00002' }, checked: true }] };
    const found = decide({ tickets: [ticket(), other] }, asking);
    expect([found.attachments.map((one) => one.ticket), found.suggestions]).toEqual([
      ['t1'],
      [{ ticket: 't2', reason: 'stranger' }],
    ]);
  });

  test('a mail that a user sent belongs to its ticket by a rule alone, and nobody has to take part', () => {
    const sent = {
      direction: 'out',
      match: byNumber,
      tickets: [stranger({ unverified: 'suggest' })],
      authentication: auth('unknown'),
    } as const;
    expect(decide(sent).state).toBe('left');
    expect(decide(sent, { attachments: [copy], reply: 'allow' })).toMatchObject({
      attachments: [{ ...attachment, rule: 'r' }],
      reply: null,
    });
  });
});

describe('who takes part', () => {
  const facts = {
    requester: 'Bob@Acme.example',
    corresponded: ['carol@acme.example', 'ada@desk.example'],
    contactPersons: ['dan@acme.example'],
    agents: ['ada@desk.example'],
  };
  const sender = (address: string, by: 'from' | 'reply_to' = 'from') => ({ name: 'Bob Baker', address, by });

  test.each([
    ['bob@acme.example', 'requester'],
    ['carol@acme.example', 'corresponded'],
    ['dan@acme.example', 'contact_person'],
    ['bob@evil.example', null],
  ])('%s: %s', (address, expected) => {
    expect(participationOf(sender(address), facts, auth('unknown'))).toBe(expected);
  });

  test('an agent only with a pass, although the desk wrote to him; an agent who asks himself is a requester', () => {
    expect(participationOf(sender('ada@desk.example'), facts, auth('pass'))).toBe('agent');
    for (const dmarc of ['fail', 'none', 'unknown'] as const) {
      expect(participationOf(sender('ada@desk.example'), facts, auth(dmarc))).toBeNull();
    }
    expect(participationOf(sender('ada@desk.example'), { ...facts, requester: 'ada@desk.example' }, auth('none'))).toBe(
      'requester',
    );
  });

  test('nobody by another header than From', () => {
    expect(participationOf(sender('bob@acme.example', 'reply_to'), facts, auth('pass'))).toBeNull();
    expect(participationOf(null, facts, auth('pass'))).toBeNull();
  });
});
