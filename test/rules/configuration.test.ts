import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import type { Area, NumberingInput } from '../../src/area/area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { type TemplateKind, templateKinds } from '../../src/area/template-texts.ts';
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

const issuesOf = (areas: readonly Area[]) => {
  try {
    openDesk(areas);
    return [];
  } catch (error) {
    if (isRefused(error)) return error.issues;
    throw error;
  }
};

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
      'areas.0.workflows.lost.steps.new trap',
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

  test.each([
    ['{% for a in actions %}{{ a.secret }}{% endfor %}', ['actions[].secret']],
    ['{% for a in actions %}{% if ticket.number == "7" %}{{ a.secret }}{% endif %}{% endfor %}', ['actions[].secret']],
    ['{% for a in actions %}{{ a["secret"] }}{{ a[timeSpent] }}{% endfor %}', ['actions[].secret', 'actions[][…]']],
    ['{% for a in actions %}{{ a }}{% endfor %}', ['actions[]']],
    ['{% tablerow a in actions %}{{ a.secret }}{% endtablerow %}', ['actions[].secret']],
    [
      '{% for a in actions %}{% assign b = a %}{% for x in (1..2) %}{{ b.secret }}{% endfor %}{% endfor %}',
      ['actions[]', 'actions[].secret'],
    ],
    [
      '{% for a in actions %}{{ kept.secret }}{% assign kept = a %}{% endfor %}',
      ['kept.secret', 'actions[]', 'actions[].secret'],
    ],
    ['{% assign all = actions | reverse %}{% for a in all %}{{ a.secret }}{% endfor %}', ['actions[].secret']],
    ['{% assign one = actions | first %}{{ one.secret }}', ['actions[].secret']],
    ['{{ actions[0].secret }}{{ actions.last.secret }}', ['actions[].secret']],
    ['{{ actions | map: "secret" }}', ['actions[].secret']],
    ['{{ actions | sort: "secret" | size }}', ['actions[].secret']],
    ['{{ actions | where: "secret", "x" | size }}', ['actions[].secret']],
    ['{{ actions | map: timeSpent }}', ['actions[][…]']],
    ['{% assign grouped = actions | group_by: "at" %}{% for g in grouped %}{{ g.items }}{% endfor %}', ['g.items']],
    ['{% assign words = "a b" | split: " " %}{% for w in words %}{{ w.secret }}{% endfor %}', ['w.secret']],
    [
      '{% assign list = "a" | split: " " | concat: actions %}{% for a in list %}{{ a.secret }}{% endfor %}',
      ['a.secret', 'actions[].secret'],
    ],
    ['{% assign t = nothing | default: ticket.secret %}', ['nothing', 'ticket.secret']],
    ['{% capture ticket %}x{% endcapture %}{{ ticket.secret }}', ['ticket.secret']],
    ['{% for i in (1..3) %}{{ i.secret }}{% endfor %}', ['i.secret']],
    ['{% for i in (1..secret) %}{{ i }}{% endfor %}', ['secret']],
    ['{{ forloop.index }}', ['forloop.index']],
    ['{% for a in actions %}{{ forloop.parentloop.secret }}{% endfor %}', ['forloop.parentloop.secret']],
    [
      '{% case secret %}{% when 1 %}x{% endcase %}{% cycle hidden, "b" %}{% echo veiled %}',
      ['secret', 'hidden', 'veiled'],
    ],
    ['{% liquid\nassign x = secret\necho x.y %}', ['secret', 'secret.y']],
  ])('no name slips past under another one: %s', (text, names) => {
    const issues = issuesOf([templated('closing', 'Closed', text)]);
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(['unknown_placeholder']));
    expect(issues.map(({ params }) => params?.name)).toEqual(names);
  });

  test.each([
    '{{ actions | where_exp: "a", "a.secret == 1" }}',
    '{{ actions | group_by_exp: "a", "a.secret" }}',
    '{{ actions | find_exp: "a", "a.secret == 1" }}',
    '{% render "secret" %}',
    '{% layout "secret" %}',
  ])('what a text would compute while it is rendered, and other templates, there is not: %s', (text) => {
    expect(issuesOf([templated('closing', 'Closed', text)])).toMatchObject([{ code: 'bad_template' }]);
  });

  test.each([
    '{% for a in actions reversed %}{{ forloop.index }}/{{ forloop.length }} {{ a.at }} {{ a.description }}{% endfor %}',
    '{% if actions.size > 0 %}{{ actions.first.description }} {{ actions[0].timeSpent }}{% endif %}',
    '{% assign one = actions | first %}{{ one.shortDescription | upcase }}',
    '{% assign x = ticket.subject | split: " " %}{% for word in x %}{{ word }}{% endfor %}',
    '{{ actions | map: "description" | join: ", " }}{{ actions | where: "timeSpent", "1.00" | size }}',
    '{% capture hello %}Dear {{ requester.name }}{% endcapture %}{{ hello }}{% increment n %}{{ n }}',
    '{% for a in actions %}{% for b in actions %}{{ b.at }}{{ a.at }}{% endfor %}{% endfor %}',
  ])('names that stand for placeholders of the set may be used: %s', (text) => {
    expect(issuesOf([templated('closing', 'Closed', text)])).toEqual([]);
  });

  test('a name that is assigned from itself thousands of times is followed a few times only', () => {
    const text = `{% assign x = actions %}${'{% assign x = x.y | first | concat: x %}'.repeat(2000)}`;
    const names = issuesOf([templated('closing', 'Closed', text)]).map(({ params }) => params?.name);
    expect(names).toContain('actions.y');
    expect(names.length).toBeLessThan(200);
  });

  test('custom fields may stand in every template as far as the portal may read them; hidden and unknown ones are refused alike', () => {
    const fields = {
      room: { type: 'text', portal: 'write' },
      due: { type: 'date', portal: 'read' },
      margin: { type: 'number' },
      secret: { type: 'text', portal: 'hidden' },
    } as const;
    for (const kind of templateKinds) {
      const withText = (text: string) =>
        issuesOf([plain('desk', { fields, templates: { [kind]: { en: { subject: 'Fine', body: text } } } })]);
      expect(
        withText('{{ ticket.fields.room }} {% if ticket.fields.due != "" %}{{ ticket.fields.due }}{% endif %}'),
      ).toEqual([]);
      const path = ['areas', 0, 'templates', kind, 'en', 'body'];
      for (const name of ['margin', 'secret', 'nothing']) {
        const issues = withText(`{{ ticket.fields.${name} }}`);
        expect(issues).toMatchObject([
          { path, code: 'unknown_placeholder', params: { name: `ticket.fields.${name}` } },
        ]);
        expect(issues[0]?.message.replace(`ticket.fields.${name}`, '')).not.toMatch(/margin|secret/);
      }
      expect(withText('{{ ticket.fields }}')).toMatchObject([{ path, params: { name: 'ticket.fields' } }]);
      expect(withText('{{ ticket.fields[area.name] }}')).toMatchObject([
        { path, params: { name: 'ticket.fields[…]' } },
      ]);
    }
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
