import type { DrawnStep, DrawnTransition } from '../../src/workflow/draw/index.ts';
import { type Boxed, type BoxedGraph, lineHeight, stepFont, transitionFont } from './boxed-graph.ts';
import { describeGraph, describeStep, describeTransition } from './describe-graph.ts';
import type { Layout, Line, Point } from './read-layout.ts';
import { colorsOf, darkRules, type SvgColors, type SvgTheme } from './svg-theme.ts';
import { element, type Xml } from './xml.ts';

const margin = 12;

/** A picture made of rectangles, lines and text, and of nothing else. */
export const writeSvg = ({ graph, steps, transitions }: BoxedGraph, layout: Layout, theme: SvgTheme): string => {
  const colors = colorsOf(theme);
  const width = Math.ceil(layout.width) + 2 * margin;
  const height = Math.ceil(layout.height) + 2 * margin;
  const names = new Map(graph.steps.map(({ key, name }) => [key, name]));
  const placed = steps.flatMap((step) => withPlace(step, layout.steps.get(step.key)));
  const led = transitions.flatMap((transition, index) => withPlace(transition, layout.lines.get(`t${index}`)));
  const picture = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'ticketwerk-workflow',
      role: 'img',
      viewBox: `${-margin} ${-margin} ${width} ${height}`,
      width,
      height,
      'font-family': 'Helvetica, Arial, sans-serif',
      'text-anchor': 'middle',
    },
    element('title', {}, graph.name),
    element('desc', {}, describeGraph(graph)),
    ...(theme === 'auto' ? [element('style', {}, darkRules)] : []),
    element('rect', { class: 'ground', x: -margin, y: -margin, width, height, rx: 8, fill: colors.ground }),
    ...startMark(layout, colors),
    ...led.map(([transition, line]) => transitionMark(transition, line, names, colors)),
    ...placed.map(([step, centre]) => stepMark(step, centre)),
  );
  return `${picture.xml}\n`;
};

const withPlace = <T, P>(thing: T, place: P | undefined): readonly (readonly [T, P])[] =>
  place === undefined ? [] : [[thing, place]];

const startMark = ({ steps, lines }: Layout, colors: SvgColors): readonly Xml[] => [
  ...withPlace('start', steps.get('start')).map(([, { x, y }]) =>
    element('circle', { class: 'tip', cx: short(x), cy: short(y), r: 7, fill: colors.line }),
  ),
  ...withPlace('start', lines.get('start')).flatMap(([, line]) => arrow(line, colors.line, 1.5)),
];

const transitionMark = (
  transition: DrawnTransition & Boxed,
  line: Line,
  names: ReadonlyMap<string, string>,
  colors: SvgColors,
): Xml => {
  const { taken, lines } = transition;
  const label = line.label ?? line.tip;
  return element(
    'g',
    { class: taken ? 'transition taken' : 'transition' },
    element('title', {}, describeTransition(transition, names)),
    ...arrow(line, taken ? colors.taken : colors.line, taken ? 3 : 1.5),
    text(lines, label, transitionFont, {
      class: 'label',
      fill: colors.text,
      stroke: colors.ground,
      'stroke-width': 3,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
    }),
  );
};

const stepMark = (step: DrawnStep & Boxed, { x, y }: Point): Xml => {
  const { width, height, colors, mark, lines, category } = step;
  return element(
    'g',
    { class: mark === null ? 'step' : `step ${mark}` },
    element('title', {}, describeStep(step)),
    element('rect', {
      x: short(x - width / 2),
      y: short(y - height / 2),
      width,
      height,
      rx: 9,
      fill: colors.fill,
      stroke: colors.border,
      'stroke-width': { current: 4.5, visited: 2.5, none: 1.2 }[mark ?? 'none'],
      ...(category === null ? { 'stroke-dasharray': '4 3' } : {}),
    }),
    text(lines, { x, y }, stepFont, {
      fill: colors.text,
      ...(mark === 'current' ? { 'font-weight': 'bold' } : {}),
    }),
  );
};

const arrow = ({ curve, tip }: Line, color: string, width: number): readonly Xml[] => {
  const [first = tip, ...others] = curve;
  const end = others.at(-1) ?? first;
  const [along, across] = [tip.x - end.x, tip.y - end.y];
  const corner = (side: number): Point => ({ x: end.x - side * across * 0.4, y: end.y + side * along * 0.4 });
  return [
    element('path', {
      class: 'line',
      d: `M${at(first)}C${others.map(at).join(' ')}`,
      fill: 'none',
      stroke: color,
      'stroke-width': width,
    }),
    element('polygon', { class: 'tip', points: [tip, corner(1), corner(-1)].map(at).join(' '), fill: color }),
  ];
};

const text = (
  lines: readonly string[],
  { x, y }: Point,
  fontSize: number,
  attributes: Readonly<Record<string, string | number>>,
): Xml => {
  const step = fontSize * lineHeight;
  const first = y - ((lines.length - 1) * step) / 2 + fontSize * 0.35;
  return element(
    'text',
    { 'font-size': fontSize, ...attributes },
    ...lines.map((line, index) => element('tspan', { x: short(x), y: short(first + index * step) }, line)),
  );
};

const at = ({ x, y }: Point): string => `${short(x)},${short(y)}`;

const short = (value: number): number => Math.round(value * 10) / 10;
