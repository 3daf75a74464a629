import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import type { Area, NumberingInput } from '../../src/area/area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { TemplateKind } from '../../src/area/template-texts.ts';
import { createDesk, type DeskOptions } from '../../src/desk.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestMailSource } from '../kit/test-mail-source.ts';
import { incident } from './helpdesk.ts';

const statuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;

const plain = (id: string, more: Partial<Area['settings']> = {}): Area =>
  defineArea({ id, name: id, statuses, ...more });

const openDesk = (areas: readonly Area[], more: Partial<DeskOptions<readonly Area[]>> = {}) =>
  createDesk({
    areas,
    store: createMemoryStore(),
    authorizer: { grants: () => ({ areas: {}, desk: [], mailboxes: [] }) },
    ...more,
  });

/** Path and code of every problem. */
const problems = (areas: readonly Area[], more: Partial<DeskOptions<readonly Area[]>> = {}): readonly string[] => {
  try {
    openDesk(areas, more);
    return [];
  } catch (error) {
    if (!isRefused(error)) throw error;
    expect(error.code).toBe('config_invalid');
    for (const { message } of error.issues) expect(message).toMatch(/^\S.{10,}[.:]|^\S.{10,}/);
    return error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
  }
};

describe('a wrong configuration is refused when the desk is put together, with every problem at once', () => {
  test('a desk without areas [GEN-02 refused]', () => {
    expect(problems([])).toEqual(['areas required']);
  });

  test('two areas of one id or one name, and names of areas that are not there, all at once [GEN-02 refused]', () => {
    const numbers = (format: string) => ({ number: { format: `${format}{count:4}`, reset: 'never' } as const });
    const found = problems(
      [
        plain('one', numbers('A')),
        plain('ONE', { name: 'Other', ...numbers('B') }),
        plain('two', { name: 'one', ...numbers('C') }),
        plain('three', numbers('D')),
      ],
      {
        mailboxes: {
          support: { source: createTestMailSource('support'), area: 'four' },
          sales: { source: createTestMailSource('sales'), area: 'three' },
        },
      },
    );
    expect(found).toEqual([
      'mailboxes.support.area unknown_area',
      'areas.1.id duplicate_id',
      'areas.2.name duplicate_name',
    ]);
  });

  test('a workflow that names steps it does not have, or that nobody can finish [GEN-02 refused]', () => {
    const lost = defineWorkflow({
      id: 'lost',
      name: 'Lost',
      initial: 'begin' as never,
      steps: { new: { name: 'New', category: 'new' }, done: { name: 'Done', category: 'closed' } },
      transitions: {
        go: { name: 'Go', from: ['middle' as never], to: 'end' as never, permission: 'work' },
        stay: { name: 'Stay', from: ['new'], to: 'new', permission: '' },
      },
    });
    expect(problems([defineArea({ id: 'one', name: 'One', workflows: [lost, incident] })])).toEqual([
      'areas.0.workflows.lost.initial unknown_step',
      'areas.0.workflows.lost.transitions.go.from unknown_step',
      'areas.0.workflows.lost.transitions.go.to unknown_step',
      'areas.0.workflows.lost.transitions.stay.permission required',
      'areas.0.workflows.lost no_way_to_close',
    ]);
  });

  test('ids, zones, fields, portals and workflows that cannot work', () => {
    expect(
      problems(
        [
          plain('1st', {
            name: ' ',
            timeZone: 'Mars/Olympus',
            fields: { 'a b': { type: 'text' }, toString: { type: 'text' }, none: { type: 'choice', of: [] } } as never,
            portal: { notify: [], defaultResponsible: '' },
          }),
          defineArea({ id: 'two', name: 'Two', workflows: [incident, incident] }),
          defineArea({ id: 'three', name: 'Three', workflows: [] }),
        ],
        { timeZone: 'Nowhere' },
      ),
    ).toEqual(
      expect.arrayContaining([
        'timeZone bad_time_zone',
        'areas.0.id bad_id',
        'areas.0.name required',
        'areas.0.timeZone bad_time_zone',
        'areas.0.fields.a b bad_id',
        'areas.0.fields.toString bad_id',
        'areas.0.fields.none.of required',
        'areas.0.portal.notify required',
        'areas.0.portal.defaultResponsible required',
        'areas.1.workflows duplicate_id',
        'areas.2.workflows required',
      ]),
    );
  });

  test('the refusal says how many problems there are and names the first [GEN-02 refused]', () => {
    expect(() => openDesk([plain('one', { name: '' }), plain('one')])).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/needs a name.*and \d more problem/) }),
    );
  });
});

describe('numbers that clash or repeat are refused', () => {
  const numbered = (number: NumberingInput, id = 'desk', key = 'K') => plain(id, { number, key });

  test.each([
    ['no counter', { format: '{areaKey}-{yyyy}' }, 'one_counter'],
    ['two counters', { format: '{areaKey}{yyyy}{count}-{count}' }, 'one_counter'],
    ['nothing at all', { format: '' }, 'one_counter'],
    ['a placeholder that is none', { format: '{areaKey}-{yyyy}-{month}-{count:5}' }, 'unknown_placeholder'],
    ['a counter without digits', { format: '{areaKey}-{yyyy}-{count:0}' }, 'unknown_placeholder'],
    ['a counter of too many digits', { format: '{areaKey}-{yyyy}-{count:16}' }, 'unknown_placeholder'],
    ['each year without the year', { format: '{areaKey}-{count:5}' }, 'reset_without_date'],
    ['each month without the month', { format: '{areaKey}-{yyyy}-{count:5}', reset: 'month' }, 'reset_without_date'],
    ['each month without the year', { format: '{areaKey}-{mm}-{count:5}', reset: 'month' }, 'reset_without_date'],
    ['each day without the day', { format: '{areaKey}-{yy}{mm}-{count:5}', reset: 'day' }, 'reset_without_date'],
    ['each day without the month', { format: '{areaKey}-{yy}-{dd}-{count:5}', reset: 'day' }, 'reset_without_date'],
    ['a period that is none', { reset: 'week' as never }, 'bad_reset'],
    ['a start below one', { start: 0 }, 'bad_start'],
    ['a start between two numbers', { start: 1.5 }, 'bad_start'],
    ['a start that is no number', { start: Number.NaN }, 'bad_start'],
    ['digits that any subject may contain', { format: '{count:3}', reset: 'never' }, 'not_recognisable'],
    ['a space', { format: '{areaKey} {yyyy} {count:5}' }, 'not_recognisable'],
    ['an empty block', { block: 0 }, 'bad_block'],
    ['blocks without gaps', { block: 2, gapless: true }, 'gapless_block'],
  ] satisfies readonly (readonly [string, NumberingInput, string])[])('%s [NUM-02 refused]', (_name, number, code) => {
    expect(problems([numbered(number)])).toContain(`areas.0.number ${code}`);
  });

  test.each([
    ['the same format', '{yyyy}-{count:4}', '{yyyy}-{count:4}'],
    ['the same key in another case', 'kx-{yyyy}-{count:4}', 'KX-{yyyy}-{count:4}'],
    ['more digits of the same counter', 'K{count:3}', 'K{count:5}'],
    ['a year that reads like a count', 'K{yyyy}{count}', 'K{count:5}'],
    ['a literal that looks like digits', 'K-5{count:3}', 'K-{count:3}7'],
    ['a date written otherwise', '{yyyy}{mm}-{count:3}', '{dd}{yyyy}-{count:3}'],
  ])('two areas share numbers: %s [NUM-02 refused]', (_name, one, two) => {
    const areas = (first: string, second: string) => [
      numbered({ format: first, reset: 'never' }, 'one'),
      numbered({ format: second, reset: 'never' }, 'two'),
    ];
    expect(problems(areas(one, two))).toEqual(['areas.1.number overlap']);
    expect(problems(areas(two, one))).toEqual(['areas.1.number overlap']);
  });

  test.each([
    ['K-{count:3}', 'L-{count:3}'],
    ['K{count:3}', 'K-{count:3}'],
    ['K{count:3}', 'K{count:3}X'],
    ['{yyyy}-{count:4}', '{yy}-{count:4}'],
    ['K{count}', 'KL{count}'],
  ])('%s and %s tell their areas apart', (one, two) => {
    const areas = [numbered({ format: one, reset: 'never' }, 'one'), numbered({ format: two, reset: 'never' }, 'two')];
    expect(problems(areas)).toEqual([]);
  });
});

describe('templates that could not be rendered are refused, never first when a mail is due', () => {
  const templated = (kind: TemplateKind, subject: unknown, body: unknown, language: 'en' | 'de' = 'en') =>
    plain('desk', { templates: { [kind]: { [language]: { subject, body } } } });

  test.each([
    ['an unknown placeholder', '{{ ticket.secret }}', 'unknown_placeholder'],
    ['a placeholder of another kind of mail', '{{ comment }}', 'unknown_placeholder'],
    [
      'the history, which a received mail has not',
      '{% for a in actions %}{{ a.at }}{% endfor %}',
      'unknown_placeholder',
    ],
    ['a whole ticket', '{{ ticket }}', 'unknown_placeholder'],
    ['a placeholder that is made up while rendering', '{{ ticket[requester.name] }}', 'unknown_placeholder'],
    ['a condition on what is not there', '{% if responsible.name != "" %}x{% endif %}', 'unknown_placeholder'],
    ['a tag that is not closed', '{% if ticket.number %}', 'bad_template'],
    ['a filter that is none', '{{ ticket.number | shout }}', 'bad_template'],
    ['a file', "{% include 'secret' %}", 'bad_template'],
    ['a loop without end', '{% for i in (1..1000000000) %}x{% endfor %}', 'bad_template'],
    ['a missing text', undefined, 'required'],
    ['an empty text', ' \n ', 'required'],
  ])('%s [MAI-14 refused]', (_name, text, code) => {
    expect(problems([templated('received', text, text)])).toEqual(
      expect.arrayContaining([
        `areas.0.templates.received.en.subject ${code}`,
        `areas.0.templates.received.en.body ${code}`,
      ]),
    );
    expect(problems([templated('received', 'Fine', text, 'de')])).toContain(
      `areas.0.templates.received.de.body ${code}`,
    );
  });

  test('every problem of every template is listed with the placeholders there are [MAI-14 refused]', () => {
    expect(problems([templated('received', '{{ a.b }} {{ c }}', '{{ d }}')])).toEqual([
      'areas.0.templates.received.en.subject unknown_placeholder',
      'areas.0.templates.received.en.subject unknown_placeholder',
      'areas.0.templates.received.en.body unknown_placeholder',
    ]);
    expect(() => openDesk([templated('received', 'Fine', '{{ d }}')])).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({
            params: {
              name: 'd',
              options: [
                'ticket.number',
                'ticket.subject',
                'ticket.status',
                'ticket.link',
                'area.name',
                'requester.name',
                'today',
                'ticket.description',
              ],
            },
          }),
        ],
      }),
    );
  });

  test('a link in a template needs links of the host', () => {
    const linked = templated('received', 'Fine', 'See {{ ticket.link }}');
    expect(problems([linked])).toEqual(['areas.0.templates.received.en.body links_missing']);
    expect(problems([linked], { links: (ticket) => `https://crm.example/${ticket}` })).toEqual([]);
  });

  test('every placeholder of the set may be used, in conditions and filters too', () => {
    const body = [
      '{{ ticket.number | downcase }} {{ ticket.subject | truncate: 20 }} {{ ticket.status }} {{ area.name }}',
      '{% if requester.name != "" %}{{ requester.name }}{% else %}you{% endif %} {{ today }}',
      '{% for i in (1..3) %}{{ i }}{% endfor %}',
    ].join('\n');
    expect(problems([templated('received', '{{ ticket.subject }}', `${body}{{ ticket.description }}`)])).toEqual([]);
    expect(problems([templated('assigned', 'Yours', `${body}{{ comment }}{{ previous.name }}`)])).toEqual([]);
    const history = '{% for a in actions %}{{ a.at }} {{ a.shortDescription }}{% endfor %}{{ timeSpent }}';
    expect(problems([templated('closing', 'Closed', `${body}${history}`)])).toEqual([]);
  });
});
