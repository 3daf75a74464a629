import type { Boxed, BoxedGraph } from './boxed-graph.ts';

const pointsPerInch = 72;

/** What Graphviz is asked: boxes of a size and what joins them. No text of a workflow ever reaches it. */
export const layoutDot = ({ graph, steps, transitions }: BoxedGraph): string =>
  [
    'digraph {',
    `graph [rankdir=${graph.direction === 'down' ? 'TB' : 'LR'} nodesep=0.35 ranksep=0.45]`,
    'node [shape=box fixedsize=true label=""]',
    'start [shape=circle width=0.2]',
    ...steps.map(({ key, width, height }) => `${key} [width=${inches(width)} height=${inches(height)}]`),
    `start -> ${graph.initial} [id=start]`,
    ...transitions.map(({ from, to, ...box }, index) => `${from} -> ${to} [id=t${index} label=<${placeholder(box)}>]`),
    '}',
  ].join('\n');

const inches = (pixels: number): string => (pixels / pointsPerInch).toFixed(4);

const placeholder = ({ width, height }: Boxed): string =>
  `<TABLE BORDER="0" CELLPADDING="0" FIXEDSIZE="TRUE" WIDTH="${width}" HEIGHT="${height}"><TR><TD></TD></TR></TABLE>`;
