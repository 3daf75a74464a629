import fc from 'fast-check';
import { actor, type Comparison, type Condition } from '../../src/condition/condition.ts';
import { conditionFields } from '../../src/condition/ticket-fields.ts';
import { cleanText } from '../../src/text/clean-text.ts';
import { toAudience } from '../../src/ticket/audience.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { ticketRow } from '../kit/store-contract/sample-rows.ts';

/** What languages, encodings, quoting and collations get wrong first. */
const trickyTexts = [
  ...['Straße', 'STRASSE', 'strasse', 'straſſe', 'ﬁx', 'FIX', 'İstanbul', 'ISTANBUL', 'istanbul', 'ısı', 'ISI'],
  ...['É', 'E\u0301', 'é', 'e', 'ΟΔΟΣ', 'οδος', 'ὈΔΥΣΣΕΎΣ', 'ǅ', 'ß', 'ẞ', '\u0345', 'ΐ', 'ŉ', 'և'],
  ...['\u{1F3AB}', '\u{10FFFF}', '\uFFFD', '\uE000', '漢', '\u{1D400}', '👩🏽‍🔧'],
  ...[
    'a%b',
    'a_b',
    '\\',
    '\\\\',
    '"',
    "'",
    '$1',
    '{}',
    '[]',
    'null',
    'true',
    '0',
    't',
    'b1',
    'n',
    ' ',
    'a b',
    '\n',
    '\u0001',
  ],
  ...['a', 'A', 'ab', 'AB', 'aB', 'abc', 'b', 'printer', 'Printer on fire', 'PRINTER'],
];
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...trickyTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }).map(cleanText) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...trickyTexts), fc.constantFrom(...trickyTexts))
      .map((parts) => parts.join('')),
  },
);
const idText = fc.constantFrom(
  'ada',
  'Ada',
  'ADA',
  'grace',
  'é',
  'e\u0301',
  'ß',
  'ss',
  "o'hara",
  '\u{1F3AB}',
  '\uFFFD',
);
const instant = fc
  .integer({ min: 0, max: 4 })
  .map((step) => new Date(Date.UTC(2026, 2, 29, 0, 59, 59, 998 + step)).toISOString());
const number = fc.constantFrom(
  -0,
  0,
  1,
  -1,
  5,
  4.999999999999999,
  5.000000000000001,
  0.1,
  0.30000000000000004,
  -5,
  1e21,
  -1e21,
  5e-324,
  -5e-324,
  1.7976931348623157e308,
  2 ** 53,
  36,
  100,
);
const date = fc.constantFrom('2026-01-31', '2026-02-01', '2025-12-31', '0001-01-01', '9999-12-31');
const option = fc.constantFrom('low', 'High', 'très haut');
const values = {
  text,
  id: idText,
  ids: idText,
  instant,
  number,
  date,
  choice: option,
  many: option,
  yes_no: fc.boolean(),
} as const;

const fields = {
  note: { type: 'text' },
  amount: { type: 'number' },
  due: { type: 'date' },
  urgent: { type: 'yes_no' },
  severity: { type: 'choice', of: ['low', 'High', 'très haut'] },
  tags: { type: 'many', of: ['low', 'High', 'très haut'] },
} as const;
/** In another area the same names mean something else. */
const elsewhere = {
  note: { type: 'number' },
  amount: { type: 'text' },
  due: { type: 'many', of: ['low', 'High', 'très haut'] },
  urgent: { type: 'choice', of: ['low', 'High', 'très haut'] },
  severity: { type: 'yes_no' },
  tags: { type: 'date' },
} as const;
export const fieldsOfBothAreas = conditionFields([{ fields }, { fields: elsewhere }]);

const anyValue = fc.oneof(text, number, date, fc.boolean(), fc.uniqueArray(option), fc.constantFrom(null, ''));
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 4 });

/** A ticket whose values collide with those of others, and nearly collide. Custom fields may hold what an older definition allowed. */
export const row = (id: string): fc.Arbitrary<TicketRow> =>
  fc
    .record({
      area: fc.constantFrom('helpdesk', 'Helpdesk', 'garden'),
      origin: fc.constantFrom('manual' as const, 'email' as const, 'portal' as const),
      workflow: idText,
      step: idText,
      category: fc.constantFrom('new' as const, 'open' as const, 'closed' as const),
      subject: text,
      description: fc.oneof(text, fc.constant('')),
      responsible: idText,
      project: nullable(idText),
      audience: fc.uniqueArray(idText, { maxLength: 3 }).map(toAudience),
      creator: fc.oneof(
        idText.map((user) => ({ user })),
        idText.map((contact) => ({ contact })),
        idText.map((system) => ({ system })),
      ),
      requester: fc.record({
        contact: nullable(idText),
        person: nullable(idText),
        name: fc.oneof(text, fc.constant('')),
        email: fc.oneof(text, fc.constant('')),
        phone: fc.constant(''),
      }),
      fields: fc.record(
        {
          note: fc.oneof(text, anyValue),
          amount: fc.oneof(number, anyValue),
          due: fc.oneof(date, anyValue),
          urgent: fc.oneof(fc.boolean(), anyValue),
          severity: fc.oneof(option, anyValue),
          tags: fc.oneof(fc.uniqueArray(option), anyValue),
        },
        { requiredKeys: [] },
      ),
      createdAt: instant,
      updatedAt: instant,
      startedAt: nullable(instant),
      closedAt: nullable(instant),
      lastExternalAt: instant,
      internalTime: fc.constantFrom(0, 1, 5, 100),
      externalTime: fc.constantFrom(0, 1, 5, 36),
    })
    .map((more) =>
      ticketRow(id, { ...more, number: `${more.subject.slice(0, 8).replaceAll(/\p{Surrogate}/gu, '')}-${id}` }),
    );

type Names = readonly (keyof typeof values)[];
const typesOf = (field: string): Names => [...new Set((fieldsOfBothAreas.get(field) ?? []).map(({ type }) => type))];

const scalar = (type: keyof typeof values, options?: readonly string[]): fc.Arbitrary<string | number | boolean> =>
  options === undefined ? values[type] : fc.constantFrom(...options);

const comparison: fc.Arbitrary<Comparison> = fc
  .constantFrom(...fieldsOfBothAreas.keys())
  .chain((field) => fc.constantFrom(...typesOf(field)).map((type) => ({ field, type })))
  .chain(({ field, type }): fc.Arbitrary<Comparison> => {
    const spec = fieldsOfBothAreas.get(field)?.find((one) => one.type === type);
    const value = scalar(type, spec?.options);
    const list = fc.uniqueArray(value, { maxLength: 4 });
    const operand = {
      empty: fc.boolean(),
      is: fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null), ...(type === 'id' ? [fc.constant(actor)] : [])),
      in: list,
      has: list as fc.Arbitrary<string[]>,
      order: value,
      part: text.filter((one) => one !== ''),
    };
    const choices: readonly fc.Arbitrary<Comparison>[] =
      type === 'many' || type === 'ids'
        ? [
            operand.has.map((hasAny) => ({ field, hasAny })),
            operand.has.map((hasAll) => ({ field, hasAll })),
            operand.empty.map((empty) => ({ field, empty })),
          ]
        : [
            operand.is.map((is) => ({ field, is })),
            operand.is.map((isNot) => ({ field, isNot })),
            operand.empty.map((empty) => ({ field, empty })),
            ...(type === 'yes_no'
              ? []
              : [operand.in.map((one) => ({ field, in: one })), operand.in.map((notIn) => ({ field, notIn }))]),
            ...(type === 'text'
              ? [
                  operand.part.map((contains) => ({ field, contains })),
                  operand.part.map((startsWith) => ({ field, startsWith })),
                  operand.part.map((endsWith) => ({ field, endsWith })),
                ]
              : []),
            ...(type === 'instant' || type === 'date'
              ? [operand.order.map((before) => ({ field, before })), operand.order.map((after) => ({ field, after }))]
              : []),
            ...(type === 'instant' || type === 'date' || type === 'number'
              ? [
                  operand.order.map((atLeast) => ({ field, atLeast })),
                  operand.order.map((atMost) => ({ field, atMost })),
                ]
              : []),
          ];
    return fc.oneof(...choices);
  });

/** A condition over these fields: every operator that fits, with values out of the same few. */
export const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 3, arbitrary: comparison },
    { weight: 1, arbitrary: fc.array(tie('node'), { maxLength: 3 }).map((all) => ({ all })) },
    { weight: 1, arbitrary: fc.array(tie('node'), { maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: tie('node').map((not) => ({ not })) },
  ),
})).node;

/** Who asks: somebody whom the rows know, or nobody. */
export const user: fc.Arbitrary<string | null> = fc.option(idText, { freq: 5 });
