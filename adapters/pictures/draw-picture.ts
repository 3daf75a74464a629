import {
  type DrawOptions,
  drawDot,
  drawMermaid,
  drawPlantUml,
  toXStateMachine,
  type WorkflowDefinition,
} from '../../src/index.ts';
import { drawSvg } from './draw-svg.ts';

/** What a workflow can be drawn as; `xstate` is the configuration of a machine as JSON. */
export const pictureFormats = ['svg', 'mermaid', 'dot', 'plantuml', 'xstate'] as const;

/** One of {@link pictureFormats}. */
export type PictureFormat = (typeof pictureFormats)[number];

/** Draws a workflow in the format that is asked for. Only `svg` needs `@hpcc-js/wasm-graphviz`. */
export const drawPicture = async (
  definition: WorkflowDefinition,
  format: PictureFormat,
  options: DrawOptions = {},
): Promise<string> => {
  switch (format) {
    case 'svg':
      return drawSvg(definition, options);
    case 'mermaid':
      return drawMermaid(definition, options);
    case 'dot':
      return drawDot(definition, options);
    case 'plantuml':
      return drawPlantUml(definition, options);
    case 'xstate':
      return `${JSON.stringify(toXStateMachine(definition), null, 2)}\n`;
  }
};
