import fc from 'fast-check';
import { Liquid } from 'liquidjs';
import { expect, test } from 'vitest';
import { renderLiquid } from '../../src/notifications/liquid.ts';
import { plainTemplate } from '../../src/notifications/plain-template.ts';

const engine = new Liquid({ ownPropertyOnly: true });

const name = fc.constantFrom(
  'ticket',
  'subject',
  'a',
  'b',
  'size',
  'first',
  'length',
  'constructor',
  '__proto__',
  'today',
);
const path = fc.array(name, { minLength: 1, maxLength: 3 });
const output = fc.oneof(
  { weight: 6, arbitrary: path.map((names) => names.join('.')) },
  path.map(([first, ...rest]) => `${first}${rest.map((one) => `["${one}"]`).join('')}`),
  fc.constantFrom('a | upcase', 'a[b]', 'a[0]', '"x"', 'true', 'nil', '1.50', 'a.b | default: "-"', 'empty'),
);
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !/[{}%]/.test(text)) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('{{', '{{-'), output, fc.constantFrom('}}', '-}}'))
      .map(([a, b, c]) => `${a} ${b} ${c}`),
  },
  fc.constantFrom(
    ' ',
    '\n',
    '{% if a %}',
    '{% if a != "" %}',
    '{% if a == "x" %}',
    '{% if a.b != "" %}',
    '{% if a > 1 %}',
    '{% else %}',
    '{% endif %}',
    '{% endif %}',
    '{% assign a = b %}',
    '{% raw %}{{ a }}{% endraw %}',
    '{% comment %}x{% endcomment %}',
  ),
);
const named = path.map((names) => `{{ ${names.join('.')} }}`);
const choice = fc
  .tuple(
    path,
    fc.constantFrom('==', '!=', '==', '!=', '>', 'contains'),
    fc.constantFrom('""', '""', '"x"', 'b', '1'),
    fc.array(fc.oneof(named, named, piece), { maxLength: 2 }),
    fc.array(fc.oneof(named, named, piece), { maxLength: 2 }),
  )
  .map(([names, operator, other, then, otherwise]) =>
    [`{% if ${names.join('.')} ${operator} ${other} %}`, ...then, '{% else %}', ...otherwise, '{% endif %}'].join(''),
  );
const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 6 }) },
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, '', '{{ a }}'),
  fc.string({ maxLength: 3 }).map((text) => () => text),
  fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }),
);
const values = fc.dictionary(
  name,
  fc.oneof(
    leaf,
    fc.dictionary(name, fc.oneof(leaf, fc.dictionary(name, leaf, { maxKeys: 2, noNullPrototype: true })), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
  {
    maxKeys: 5,
    noNullPrototype: true,
  },
);

test('a template in which nothing is computed is rendered as the template engine renders it', () => {
  const seen = { plain: 0, computed: 0, chosen: 0 };
  fc.assert(
    fc.property(
      fc
        .array(fc.oneof({ weight: 2, arbitrary: piece }, named, choice), { maxLength: 6 })
        .map((pieces) => pieces.join('')),
      values,
      (template, given) => {
        let nodes: ReturnType<typeof engine.parse>;
        try {
          nodes = engine.parse(template);
        } catch {
          return;
        }
        seen[plainTemplate(nodes) === null ? 'computed' : 'plain'] += 1;
        if (plainTemplate(nodes)?.some((one) => typeof one === 'object' && 'path' in one)) seen.chosen += 1;
        expect(renderLiquid(template, given)).toBe(String(engine.renderSync(nodes, given)));
      },
    ),
    { numRuns: 8000 },
  );
  expect(seen.plain).toBeGreaterThan(300);
  expect(seen.chosen).toBeGreaterThan(50);
  expect(seen.computed).toBeGreaterThan(300);
});
