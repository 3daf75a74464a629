import fc from 'fast-check';
import type { TransitionDefinition, TransitionTarget, WorkflowDefinition } from '../../src/workflow/definition.ts';
import type { DrawOptions } from '../../src/workflow/draw/draw-options.ts';

/** What would end a string, begin a tag or do something else in one of the languages that workflows are drawn in. */
const tricks = [
  ...[
    '"',
    '\\',
    '\\"',
    '\\n',
    '\n',
    '\r\n',
    '\t',
    "'",
    '`',
    '"]',
    '")',
    '"] --> x["',
    '}',
    '{',
    '|',
    ';',
    '%%',
    '#',
    '&',
  ],
  ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</text></svg>', ']]>', '<!--', '<?x', '&lt;b&gt;'],
  ...[
    '&#60;',
    '#60;',
    '#lt;',
    'ﬂ°°60¶ß',
    'ﬂ°lt¶ß',
    '<br/>',
    '**b**',
    '__i__',
    '1. x',
    '- x',
    '# x',
    '[x](javascript:x)',
  ],
  ...[
    'click s0 "javascript:x"',
    '%%{init: {"securityLevel": "loose"}}%%',
    '---',
    'end',
    'subgraph',
    'style',
    'fa:fa-x',
  ],
  ...[
    '@enduml',
    '!include /etc/passwd',
    '%getenv("HOME")',
    '<img:/etc/passwd>',
    '[[x]]',
    '<U+0022>',
    '<$x>',
    '$x',
    '\uE100',
  ],
  ...[
    'digraph',
    'node [x]',
    '->',
    '\\N',
    '\\G',
    '<<b>x</b>>',
    '//',
    '/*',
    '',
    ' ',
    '\u0000',
    '\u001b',
    '\u0085',
    '\u2028',
  ],
  ...[
    '\u202E',
    '\u2066',
    '\uFFFE',
    '\uD800',
    '日本語',
    'ß',
    'e\u0301',
    '👩‍👩‍👧',
    'مرحبا',
    'Zurück an Einkauf',
    'In progress',
  ],
];

/** Any text, above all of the dangerous kind. */
const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...tricks),
  fc.array(fc.constantFrom(...tricks), { maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ minLength: 180, maxLength: 260 }),
);

const color = fc.constantFrom('#fff', '#c62828', '#0d1117', 'teal', 'url(https://x)', '"><script>', '', '#12345');

const entry = fc.record({ workflow: hostileText, step: hostileText }, { requiredKeys: ['workflow'] });
const outside: fc.Arbitrary<TransitionTarget> = fc.oneof(
  entry,
  entry.map((fallback) => ({ return: true as const, fallback })),
);

const transition = (steps: readonly string[]): fc.Arbitrary<TransitionDefinition> =>
  fc.record({
    id: hostileText,
    name: hostileText,
    from: fc.array(fc.constantFrom(...steps, 'nowhere'), { maxLength: 3 }),
    to: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...steps, 'nowhere') }, outside),
    permission: hostileText,
    comment: fc.constant('none'),
    responsible: fc.constant('none'),
    inform: fc.constant(true),
    closesByDefault: fc.constant(false),
    requester: fc.constant(false),
    whenForbidden: fc.constant('hide'),
    whenBlocked: fc.constant('disable'),
  });

/** A workflow that nobody has checked, with every name and id as hostile as can be, and the way of a ticket through it. */
export const hostileWorkflow: fc.Arbitrary<{ readonly definition: WorkflowDefinition; readonly options: DrawOptions }> =
  fc.uniqueArray(hostileText, { minLength: 1, maxLength: 4 }).chain((ids) => {
    const step = fc.constantFrom(...ids);
    const steps = fc.tuple(
      ...ids.map((id) =>
        fc.record(
          {
            id: fc.constant(id),
            name: hostileText,
            category: fc.constantFrom('new', 'open', 'pending', 'closed'),
            color,
          },
          { requiredKeys: ['id', 'name', 'category'] },
        ),
      ),
    );
    return fc.record({
      definition: fc.record({
        id: hostileText,
        name: hostileText,
        initial: step,
        steps,
        transitions: fc.array(transition(ids), { maxLength: 5 }),
      }),
      options: fc.record(
        {
          direction: fc.constantFrom('down', 'right'),
          current: fc.oneof(step, hostileText),
          visited: fc.array(fc.oneof(step, hostileText), { maxLength: 3 }),
          taken: fc.array(fc.record({ from: step, transition: hostileText }), { maxLength: 3 }),
        },
        { requiredKeys: [] },
      ),
    });
  });
