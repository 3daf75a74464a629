import type { WorkflowDefinition } from '../definition.ts';
import type { DrawOptions } from './draw-options.ts';
import { encodeText } from './encode-text.ts';
import { type DrawnStep, type DrawnTransition, workflowGraph } from './workflow-graph.ts';

/** A workflow as a state diagram of PlantUML. */
export const drawPlantUml = (definition: WorkflowDefinition, options: DrawOptions = {}): string => {
  const { name, direction, initial, steps, transitions } = workflowGraph(definition, options);
  return [
    '@startuml',
    `title ${text(name)}`,
    'hide empty description',
    'hide stereotype',
    '<style>',
    '.current { LineThickness 4 }',
    '.visited { LineThickness 2 }',
    '</style>',
    ...(direction === 'down' ? [] : ['left to right direction']),
    ...steps.map(stepLine),
    `[*] --> ${initial}`,
    ...transitions.map(transitionLine),
    '@enduml',
    '',
  ].join('\n');
};

/**
 * `<U+0022>` is a quotation mark: no preprocessor, no markup and no inclusion is read out of it. PlantUML copies `]]>` into its
 * SVG, where it ends a CDATA section that was never begun (XML 1.0, section 2.4).
 */
const text = (label: string): string =>
  encodeText(label.replaceAll(']]>', ']] >'), (code) => `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`);

const stepLine = ({ key, name, category, colors, mark }: DrawnStep): string => {
  const { fill, border, text: ink } = colors;
  const style = mark === null ? '' : ` <<${mark}>>`;
  const dashed = category === null ? ';line.dashed' : '';
  return `state "${text(name)}" as ${key}${style} ${fill};line:${border.slice(1)};text:${ink.slice(1)}${dashed}`;
};

const transitionLine = ({ from, to, name, permission, after, taken }: DrawnTransition): string => {
  const timed = after === null ? '' : `\\nafter ${text(after)}`;
  return `${from} ${taken ? '-[#1d4ed8,thickness=3]->' : '-->'} ${to} : ${text(name)}\\n[${text(permission)}]${timed}`;
};
