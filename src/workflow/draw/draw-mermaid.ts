import type { WorkflowDefinition } from '../definition.ts';
import type { DrawOptions } from './draw-options.ts';
import { encodeText } from './encode-text.ts';
import { type DrawnStep, type DrawnTransition, workflowGraph } from './workflow-graph.ts';

/** A workflow as a Mermaid flowchart, which shows in Markdown on many platforms. */
export const drawMermaid = (definition: WorkflowDefinition, options: DrawOptions = {}): string => {
  const { name, direction, initial, steps, transitions } = workflowGraph(definition, options);
  return [
    `flowchart ${direction === 'down' ? 'TD' : 'LR'}`,
    `accTitle: ${text(name)}`,
    'start((" "))',
    ...steps.flatMap(stepLines),
    `start --> ${initial}`,
    ...transitions.map(transitionLine),
    '',
  ].join('\n');
};

/**
 * Mermaid’s own entities: `#34;` is a quotation mark, and no Markdown and no HTML is read out of it. It keeps them as `ﬂ°°34¶ß`
 * until the end, so names that look like that are changed a little.
 */
const text = (label: string): string =>
  encodeText(label.replaceAll('ﬂ', 'fl').replaceAll('¶ß', '¶ ß'), (code) => `#${code};`);

const stepLines = ({ key, name, category, colors, mark }: DrawnStep): readonly string[] => {
  const width = { current: 4, visited: 2, none: 1 }[mark ?? 'none'];
  const dash = category === null ? ',stroke-dasharray:4' : '';
  return [
    `${key}("${text(name)}")`,
    `style ${key} fill:${colors.fill},stroke:${colors.border},color:${colors.text},stroke-width:${width}px${dash}`,
  ];
};

const transitionLine = ({ from, to, name, permission, after, taken }: DrawnTransition): string => {
  const timed = after === null ? '' : `<br/>after ${text(after)}`;
  return `${from} ${taken ? '==>' : '-->'}|"${text(name)}<br/>[${text(permission)}]${timed}"| ${to}`;
};
