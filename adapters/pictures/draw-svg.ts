import type { WorkflowDefinition } from '../../src/index.ts';
import { type DrawOptions, workflowGraph } from '../../src/workflow/draw/index.ts';
import { boxedGraph } from './boxed-graph.ts';
import { layoutDot } from './layout-dot.ts';
import { loadGraphviz } from './load-graphviz.ts';
import { readLayout } from './read-layout.ts';
import type { SvgTheme } from './svg-theme.ts';
import { writeSvg } from './write-svg.ts';

/** How an SVG looks. */
export interface SvgOptions extends DrawOptions {
  /** `'auto'` follows what the reader prefers, wherever the picture is shown. Default: `'auto'`. */
  readonly theme?: SvgTheme;
}

/**
 * A workflow as an SVG with its own background, a title and a description. It holds rectangles, lines and escaped text: no script, no
 * links, no HTML, no ids. Graphviz places them, and sees sizes only; it needs `@hpcc-js/wasm-graphviz` and no browser.
 *
 * @throws RefusedError `config_invalid` when that package is not installed.
 */
export const drawSvg = async (definition: WorkflowDefinition, options: SvgOptions = {}): Promise<string> => {
  const layOut = await loadGraphviz();
  const graph = boxedGraph(workflowGraph(definition, options));
  return writeSvg(graph, readLayout(layOut(layoutDot(graph))), options.theme ?? 'auto');
};
