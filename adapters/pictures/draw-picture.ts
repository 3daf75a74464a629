import type { WorkflowDefinition } from '../../src/index.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import { drawDot, drawMermaid, drawPlantUml, toXStateMachine } from '../../src/workflow/draw/index.ts';
import { drawSvg, type SvgOptions } from './draw-svg.ts';

/** What a workflow can be drawn as; `xstate` is the configuration of a machine as JSON. */
export const pictureFormats = ['svg', 'mermaid', 'dot', 'plantuml', 'xstate'] as const;

/** One of {@link pictureFormats}. */
export type PictureFormat = (typeof pictureFormats)[number];

/**
 * Draws a workflow in the format that is asked for. Only `svg` needs `@hpcc-js/wasm-graphviz`, and only it has a theme.
 *
 * @throws RefusedError `invalid_input` for a format that there is not, `config_invalid` as `drawSvg` and `toXStateMachine` do.
 *
 * @example
 * ```ts
 * import { defineWorkflow } from 'ticketwerk';
 * import { drawPicture } from 'ticketwerk/pictures';
 *
 * const { definition } = defineWorkflow({
 *   id: 'request',
 *   name: 'Request',
 *   initial: 'asked',
 *   steps: { asked: { name: 'Asked', category: 'new' }, done: { name: 'Done', category: 'closed' } },
 *   transitions: { finish: { name: 'Finish', from: ['asked'], to: 'done', permission: 'work' } },
 * });
 * const svg = await drawPicture(definition, 'svg');
 * ```
 */
export const drawPicture = async (
  definition: WorkflowDefinition,
  format: PictureFormat,
  options: SvgOptions = {},
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
    default:
      throw unknownFormat(format);
  }
};

/** A format may come from a command line. */
const unknownFormat = (format: never): RefusedError => {
  const message = `"${format}" is no format of pictures; choose one of ${pictureFormats.join(', ')}.`;
  const issue = { path: ['format'], code: 'not_an_option', message, params: { options: pictureFormats } };
  return new RefusedError({ code: 'invalid_input', message, issues: [issue], data: {} });
};
