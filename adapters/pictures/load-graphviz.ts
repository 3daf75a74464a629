import { RefusedError } from '../../src/refusal/refused-error.ts';

/** Puts boxes and arrows where they belong: DOT in, JSON out. */
export type GraphLayout = (dot: string) => string;

/** Loads Graphviz as WebAssembly. The package is an optional peer: it is loaded with the first picture that needs it. */
export const loadGraphviz = async (
  load: () => Promise<typeof import('@hpcc-js/wasm-graphviz')> = () => import('@hpcc-js/wasm-graphviz'),
): Promise<GraphLayout> => {
  const { Graphviz } = await load().catch((cause: unknown) => {
    throw missing(cause);
  });
  const graphviz = await Graphviz.load();
  return (dot) => graphviz.layout(dot, 'json', 'dot');
};

const missing = (cause: unknown): RefusedError =>
  new RefusedError(
    {
      code: 'config_invalid',
      message: 'Graphviz could not be loaded. Install it beside ticketwerk: npm install @hpcc-js/wasm-graphviz',
      issues: [],
      data: {},
    },
    { cause },
  );
