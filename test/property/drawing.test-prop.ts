import { Graphviz } from '@hpcc-js/wasm-graphviz';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawSvg } from '../../adapters/pictures/index.ts';
import { drawDot } from '../../src/workflow/draw/draw-dot.ts';
import { drawMermaid } from '../../src/workflow/draw/draw-mermaid.ts';
import { drawPlantUml } from '../../src/workflow/draw/draw-plant-uml.ts';
import { workflowGraph } from '../../src/workflow/draw/workflow-graph.ts';
import { hostileWorkflow } from './hostile-workflows.ts';
import { readMermaid } from './read-mermaid.ts';
import { readXml } from './read-xml.ts';

test('Mermaid reads every step and transition with the names they have, whatever these are', async () => {
  /** Mermaid would show what looks like its own marks as something else. */
  const changed = (name: string) => name.replaceAll('ﬂ', 'fl').replaceAll('¶ß', '¶ ß');
  await fc.assert(
    fc.asyncProperty(hostileWorkflow, async ({ definition, options }) => {
      const graph = workflowGraph(definition, options);
      const read = await readMermaid(drawMermaid(definition, options));
      expect(read.title).toBe(changed(graph.name));
      expect([...read.steps]).toEqual([['start', ''], ...graph.steps.map(({ key, name }) => [key, changed(name)])]);
      expect(read.arrows).toEqual([
        { from: 'start', to: graph.initial, label: '', thick: false },
        ...graph.transitions.map(({ from, to, name, permission, taken }) => ({
          from,
          to,
          label: `${changed(name)}<br>[${changed(permission)}]`,
          thick: taken,
        })),
      ]);
    }),
    { numRuns: 80 },
  );
});

test('Graphviz reads every step and transition with the names they have, whatever these are', async () => {
  const graphviz = await Graphviz.load();
  await fc.assert(
    fc.property(hostileWorkflow, ({ definition, options }) => {
      const graph = workflowGraph(definition, options);
      const document = readXml(graphviz.layout(drawDot(definition, options), 'svg', 'dot'));
      const found = (kind: string) =>
        [...document.querySelectorAll(`g.${kind}`)].map((group) => [
          group.querySelector('title')?.textContent,
          [...group.querySelectorAll('text')].map((line) => shown(line.textContent)),
        ]);
      expect(
        found('graph')
          .slice(0, 1)
          .map(([title]) => title),
      ).toEqual(['workflow']);
      expect(shown(document.querySelector('g.graph > text')?.textContent)).toBe(shown(graph.name));
      expect(found('node').toSorted(byText)).toEqual(
        [...graph.steps.map(({ key, name }) => [key, [shown(name)]]), ['start', []]].toSorted(byText),
      );
      expect(found('edge').toSorted(byText)).toEqual(
        [
          [`start->${graph.initial}`, []],
          ...graph.transitions.map(({ from, to, name, permission }) => [
            `${from}->${to}`,
            [shown(name), shown(`[${permission}]`)],
          ]),
        ].toSorted(byText),
      );
      expect(document.querySelectorAll('a, script, image, foreignObject').length).toBe(0);
    }),
    { numRuns: 150 },
  );
});

test('PlantUML gets lines of six forms, whose texts hold letters, digits, spaces and codes of characters alone', () => {
  const text = String.raw`(?:[\p{L}\p{M}\p{Nd} ]|<U\+[0-9A-F]{4,6}>)*`;
  const color = '#[0-9a-f]{6};line:[0-9a-f]{6};text:[0-9a-f]{6}';
  const arrow = String.raw`(?:-->|-\[#1d4ed8,thickness=3\]->)`;
  const forms = new RegExp(
    [
      '^@startuml$|^@enduml$|^hide empty description$|^hide stereotype$|^left to right direction$',
      String.raw`^<style>$|^\.current \{ LineThickness 4 \}$|^\.visited \{ LineThickness 2 \}$|^</style>$`,
      `^title ${text}$`,
      `^state "${text}" as s\\d+(?: <<(?:current|visited)>>)? ${color}(?:;line\\.dashed)?$`,
      String.raw`^\[\*\] --> s\d+$`,
      String.raw`^s\d+ ${arrow} s\d+ : ${text}\\n\[${text}\]$`,
    ].join('|'),
    'u',
  );
  fc.assert(
    fc.property(hostileWorkflow, ({ definition, options }) => {
      const graph = workflowGraph(definition, options);
      const lines = drawPlantUml(definition, options).trimEnd().split('\n');
      expect(lines.filter((line) => !forms.test(line))).toEqual([]);
      expect([lines[0], lines.at(-1), lines.filter((line) => line.startsWith('@')).length]).toEqual([
        ...['@startuml', '@enduml'],
        2,
      ]);
      const names = lines.flatMap((line) => /^state "(.*)" as /.exec(line)?.[1] ?? []);
      expect(names.map(decodePlantUml)).toEqual(graph.steps.map(({ name }) => name.replaceAll(']]>', ']] >')));
      expect(lines.filter((line) => / : /.test(line)).length).toBe(graph.transitions.length);
    }),
    { numRuns: 300 },
  );
});

test('an SVG is well-formed, made of a closed set of elements, and shows names as text alone', async () => {
  const elements = ['svg', 'title', 'desc', 'style', 'rect', 'circle', 'path', 'polygon', 'g', 'text', 'tspan'];
  const attributes = [
    ...['xmlns', 'class', 'role', 'viewBox', 'width', 'height', 'x', 'y', 'rx', 'cx', 'cy', 'r', 'd', 'points', 'fill'],
    ...['stroke', 'stroke-width', 'stroke-linejoin', 'stroke-dasharray', 'paint-order', 'font-family', 'font-size'],
    ...['font-weight', 'text-anchor'],
  ];
  const geometry = /^[\d., MCeE+-]*$/;
  await fc.assert(
    fc.asyncProperty(hostileWorkflow, async ({ definition, options }) => {
      const graph = workflowGraph(definition, options);
      const document = readXml(await drawSvg(definition, options));
      const all = [...document.querySelectorAll('*')];
      expect(all.filter(({ tagName }) => !elements.includes(tagName))).toEqual([]);
      const written = all.flatMap((one) => [...one.attributes].map(({ name, value }) => ({ name, value })));
      expect(written.filter(({ name }) => !attributes.includes(name))).toEqual([]);
      expect(written.filter(({ name, value }) => /^(d|points|x|y|c[xy])$/.test(name) && !geometry.test(value))).toEqual(
        [],
      );
      expect(
        written.filter(({ name, value }) => /^(fill|stroke)$/.test(name) && !/^(#[0-9a-f]{6}|none)$/.test(value)),
      ).toEqual([]);
      expect(document.querySelector('svg > title')?.textContent).toBe(graph.name);
      expect(document.querySelectorAll('style').length).toBe(1);
      const titles = [...document.querySelectorAll('g.step > title')].map(({ textContent }) => textContent);
      expect(titles.length).toBe(graph.steps.length);
      for (const [index, { name }] of graph.steps.entries()) expect(titles[index]?.startsWith(`${name} (`)).toBe(true);
      expect(document.querySelectorAll('g.transition').length).toBe(graph.transitions.length);
    }),
    { numRuns: 150 },
  );
});

/** Graphviz writes some spaces as ones that do not break. */
const shown = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const decodePlantUml = (text: string): string =>
  text.replace(/<U\+([0-9A-F]+)>/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)));
