import { Liquid, type Template } from 'liquidjs';
import { RefusedError } from '../refusal/refused-error.ts';
import { type PlainNode, type PlainTemplate, plainTemplate, renderPlain } from './plain-template.ts';
import { type TemplateNode, templateNames } from './template-names.ts';

const engine = new Liquid({
  ownPropertyOnly: true,
  strictFilters: true,
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

/** Other templates there are none, and what a text computes while it is rendered cannot be checked before. */
const withheldTags = ['include', 'render', 'layout', 'block'];
const withheldFilters = ['where_exp', 'reject_exp', 'group_by_exp', 'has_exp', 'find_exp', 'find_index_exp'];
for (const tag of withheldTags) delete engine.tags[tag];
for (const filter of withheldFilters) delete engine.filters[filter];

/**
 * Renders a template with plain values. Only this file knows the template engine.
 *
 * @throws RefusedError `config_invalid` for a template that outgrows the limits with these values; nothing was written yet.
 */
export const renderLiquid = (template: string, values: Readonly<Record<string, unknown>>): string => {
  try {
    const { plain, nodes } = parsed(template);
    return (plain === null ? null : renderPlain(plain, values)) ?? String(engine.renderSync(nodes, values));
  } catch (cause) {
    const reason = firstLine(cause);
    throw new RefusedError(
      { code: 'config_invalid', message: `A mail template failed: ${reason}`, issues: [], data: {} },
      { cause },
    );
  }
};

/** Templates of areas are rendered again and again: the last ones used are kept parsed. Long ones would take too much room. */
const kept = new Map<string, Parsed>();
const mostKept = 500;
const longestKept = 10_000;

interface Parsed {
  readonly nodes: Template[];
  /** The same, where nothing is computed: rendering it takes a tenth of the time. */
  readonly plain: PlainTemplate | null;
}

const parse = (template: string): Parsed => {
  const nodes = engine.parse(template);
  return { nodes, plain: plainTemplate(nodes as readonly PlainNode[]) };
};

const parsed = (template: string): Parsed => {
  const found = kept.get(template) ?? parse(template);
  if (template.length > longestKept) return found;
  kept.delete(template);
  kept.set(template, found);
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
  return found;
};

/** Names of everything a template reads from outside, or why it cannot be parsed. */
export const liquidPlaceholders = (
  template: string,
): { readonly names: readonly string[] } | { readonly problem: string } => {
  try {
    return { names: templateNames(engine.parse(template) as readonly TemplateNode[]) };
  } catch (error) {
    return { problem: firstLine(error) };
  }
};

const firstLine = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? 'unreadable') : 'unreadable';
