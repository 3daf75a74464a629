import { drawPicture, type PictureFormat, pictureFormats } from '../adapters/pictures/index.ts';
import { isRefused, workflowDefinition } from '../src/index.ts';
import { type Command, UsageError } from './command.ts';
import { findWorkflows } from './find-workflows.ts';

const themes = ['auto', 'light', 'dark'] as const;

/** `ticketwerk workflow draw`. */
export const workflowDraw: Command = {
  name: 'workflow draw',
  usage: 'FILE [--format FORMAT] [--workflow NAME] [--theme THEME]',
  summary: 'Draws a workflow.',
  help: `FILE is a file as for workflow check. The picture goes to the standard output.

  --format FORMAT   ${pictureFormats.join(', ')}; svg needs the package @hpcc-js/wasm-graphviz. Default: mermaid
  --workflow NAME   which one, where the file has several, such as helpdesk/incident
  --theme THEME     ${themes.join(', ')}, of svg alone. Default: auto

A workflow with mistakes is drawn as it is. Ends with 0, and with 2 when nothing could be drawn.`,
  options: { format: { type: 'string' }, workflow: { type: 'string' }, theme: { type: 'string' } },
  run: async (files, flags) => {
    const [file, ...more] = files;
    if (file === undefined || more.length > 0) throw new UsageError('Name one file to draw from.');
    const found = await findWorkflows(file);
    const named = flags.workflow === undefined ? found : found.filter(({ name }) => name === flags.workflow);
    const [one, ...others] = named;
    if (one === undefined || others.length > 0) {
      throw new UsageError(`Name one of the workflows with --workflow: ${found.map(({ name }) => name).join(', ')}.`);
    }
    const theme = themes.find((known) => known === (flags.theme ?? 'auto'));
    if (theme === undefined) throw new UsageError(`"${flags.theme}" is no theme; choose one of ${themes.join(', ')}.`);
    try {
      const format = (flags.format ?? 'mermaid') as PictureFormat;
      return { output: await drawPicture(workflowDefinition(one.workflow), format, { theme }), exitCode: 0 };
    } catch (error) {
      if (isRefused(error)) throw new UsageError(error.message);
      throw error;
    }
  },
};
