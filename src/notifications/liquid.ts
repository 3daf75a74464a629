import { Liquid } from 'liquidjs';

const engine = new Liquid({
  ownPropertyOnly: true,
  strictFilters: true,
  cache: 500,
  relativeReference: false,
  parseLimit: 200_000,
  renderLimit: 2_000,
  memoryLimit: 20_000_000,
  fs: {
    exists: async () => false,
    existsSync: () => false,
    readFile: async () => '',
    readFileSync: () => '',
    resolve: (_directory: string, file: string) => file,
  },
});

/** Renders a template with plain values. Only this file knows the template engine. */
export const renderLiquid = (template: string, values: Readonly<Record<string, unknown>>): string =>
  String(engine.parseAndRenderSync(template, values));

/** Dotted names of everything a template reads from outside, or why it cannot be parsed. */
export const liquidPlaceholders = (
  template: string,
): { readonly names: readonly string[] } | { readonly problem: string } => {
  try {
    return { names: engine.globalFullVariablesSync(template) };
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split('\n')[0] ?? 'unreadable') : 'unreadable' };
  }
};
