import type { WorkflowDefinition } from '../definition.ts';
import type { DrawOptions } from './draw-options.ts';
import { type DrawnStep, type DrawnTransition, workflowGraph } from './workflow-graph.ts';

/** A workflow in the DOT language of Graphviz. */
export const drawDot = (definition: WorkflowDefinition, options: DrawOptions = {}): string => {
  const { name, direction, initial, steps, transitions } = workflowGraph(definition, options);
  return [
    'digraph workflow {',
    `rankdir=${direction === 'down' ? 'TB' : 'LR'}`,
    `label="${text(name)}"`,
    'fontname="Helvetica"',
    'node [shape=box style="rounded,filled" fontname="Helvetica"]',
    'edge [color="#6b7280" fontname="Helvetica" fontsize=11]',
    'start [shape=point label="" width=0.15]',
    ...steps.map(stepLine),
    `start -> ${initial}`,
    ...transitions.map(transitionLine),
    '}',
    '',
  ].join('\n');
};

/** Labels know backslash escapes and HTML entities, so that both have to be escaped inside a quoted string. */
const text = (label: string): string => label.replace(/[\\"]/g, '\\$&').replaceAll('&', '&amp;');

const stepLine = ({ key, name, category, colors, mark }: DrawnStep): string => {
  const width = { current: 4, visited: 2, none: 1 }[mark ?? 'none'];
  const dashed = category === null ? ' style="rounded,filled,dashed"' : '';
  const { fill, border, text: ink } = colors;
  return `${key} [label="${text(name)}" fillcolor="${fill}" color="${border}" fontcolor="${ink}" penwidth=${width}${dashed}]`;
};

const transitionLine = ({ from, to, name, permission, after, taken }: DrawnTransition): string =>
  `${from} -> ${to} [label="${text(name)}\\n[${text(permission)}]${after === null ? '' : `\\nafter ${text(after)}`}"${taken ? ' penwidth=3 color="#1d4ed8"' : ''}]`;
