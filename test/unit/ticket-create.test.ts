import { describe, expect, test } from 'vitest';
import { defaultArea } from '../../src/area/default-area.ts';
import { resolveArea } from '../../src/area/resolve-area.ts';
import { type CreateValues, decideCreate } from '../../src/ticket/decide-create.ts';
import type { People } from '../../src/ticket/people.ts';
import { emptyPrefill, type Prefill } from '../../src/ticket/prefill.ts';
import { chooseWorkflow } from '../../src/workflow/choose-workflow.ts';

const area = resolveArea(defaultArea(), { timeZone: 'UTC', language: 'en' });

const people: People = {
  users: new Map([
    ['ada', { id: 'ada', name: 'Ada' }],
    ['ines', { id: 'ines', name: 'Ines', active: false }],
  ]),
  persons: new Map([['bob', { id: 'bob', name: 'Bob', contacts: ['acme'] }]]),
  contacts: new Map([
    ['acme', { id: 'acme', name: 'Acme' }],
    ['umbrella', { id: 'umbrella', name: 'Umbrella' }],
  ]),
  projects: new Map(),
  knowsPersons: true,
  knowsContacts: true,
  knowsProjects: true,
};

const decide = (values: CreateValues, prefill: Prefill = emptyPrefill, known: People = people) =>
  decideCreate(values, {
    area,
    origin: 'manual',
    prefill,
    actor: { user: 'ada' },
    start: (given) => chooseWorkflow(area, undefined, given, 'ada'),
    responsible: 'ada',
    people: known,
    attached: null,
  });

const whole = {
  subject: 'Printer',
  description: 'It burns.',
  requester: { name: 'Bob', email: 'bob@acme.example' },
} as const;

const created = (...given: Parameters<typeof decide>) => {
  const decided = decide(...given);
  if (!decided.ok) throw new Error(decided.refusal.message);
  const [event] = decided.value;
  return event?.type === 'ticket.created' ? event.data : null;
};

const issues = (...given: Parameters<typeof decide>) => {
  const decided = decide(...given);
  return decided.ok ? [] : decided.refusal.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
};

test('a whole ticket is one event, without a number yet', () => {
  expect(created(whole)).toMatchObject({ ...whole, number: '', area: 'tickets', responsible: 'ada', fields: {} });
});

test('what is written wins over what was filled in, null empties it, and nothing written keeps it', () => {
  const prefill: Prefill = {
    ...emptyPrefill,
    subject: 'From the mail',
    description: 'Text of the mail',
    requester: { contact: 'acme', person: 'bob', name: 'Bob', email: 'bob@acme.example', phone: '1' },
  };
  expect(created({}, prefill)).toMatchObject({ subject: 'From the mail', requester: prefill.requester });
  expect(created({ subject: 'Mine', requester: { phone: null, person: null } }, prefill)).toMatchObject({
    subject: 'Mine',
    description: 'Text of the mail',
    requester: { contact: 'acme', person: null, name: 'Bob', email: 'bob@acme.example', phone: '' },
  });
  expect(issues({ subject: null }, prefill)).toEqual(['subject required']);
});

test('every problem is listed at once', () => {
  expect(
    issues({
      subject: 'x'.repeat(256),
      requester: { name: 'a\nb', email: 'nonsense', phone: '1'.repeat(65), person: 'nobody', contact: 'nowhere' },
      fields: { priority: 'huge', colour: 'red' },
      responsible: 'ines',
    }),
  ).toEqual([
    'description required',
    'subject too_long',
    'requester.phone too_long',
    'requester.name control_character',
    'requester.email bad_address',
    'fields.priority not_an_option',
    'fields.colour unknown_field',
    'requester.person unknown_person',
    'requester.contact unknown_contact',
    'responsible user_not_assignable',
  ]);
});

describe('links of the requester', () => {
  test('must fit together', () => {
    expect(issues({ ...whole, requester: { ...whole.requester, person: 'bob', contact: 'acme' } })).toEqual([]);
    expect(issues({ ...whole, requester: { ...whole.requester, person: 'bob' } })).toEqual([]);
    expect(issues({ ...whole, requester: { ...whole.requester, person: 'bob', contact: 'umbrella' } })).toEqual([
      'requester.person person_not_in_contact',
    ]);
  });

  test('are taken as they come where the host has no directory', () => {
    const unknown: People = {
      ...people,
      persons: new Map(),
      contacts: new Map(),
      knowsPersons: false,
      knowsContacts: false,
    };
    const requester = { ...whole.requester, person: 'x', contact: 'y' };
    expect(created({ ...whole, requester }, emptyPrefill, unknown)?.requester).toMatchObject({
      person: 'x',
      contact: 'y',
    });
  });
});

test('values are cleaned: trimmed, composed, without half characters; the text keeps its lines', () => {
  expect(
    created({
      subject: '  u\u0308ber \ud800 ',
      description: ' a\r\nb\u0000 ',
      requester: { name: ' Bob ', email: ' bob@acme.example ' },
    }),
  ).toMatchObject({
    subject: 'über \ufffd',
    description: ' a\nb ',
    requester: { name: 'Bob', email: 'bob@acme.example' },
  });
});
