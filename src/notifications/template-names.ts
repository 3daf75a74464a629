/** What this file needs to know of a parsed template; `liquid.ts` has the library. */
export interface TemplateNode {
  readonly name?: string;
  /** What an `assign` or a loop names. */
  readonly key?: string;
  readonly variable?: unknown;
  readonly value?: unknown;
  readonly collection?: unknown;
  children?(partials: boolean, sync: boolean): Generator<unknown, readonly TemplateNode[]>;
  arguments?(): Iterable<unknown>;
  localScope?(): Iterable<{ readonly content: string }>;
  blockScope?(): Iterable<string>;
}

/** What a local name may stand for: the names of placeholders, or null for a text made in the template. */
type Origins = readonly (string | null)[];
type Scope = ReadonlyMap<string, Origins>;

interface Filter {
  readonly name: string;
  readonly args: readonly unknown[];
}
interface Token {
  readonly content?: unknown;
  readonly props?: readonly Token[];
  readonly lhs?: Token;
  readonly rhs?: Token;
  readonly initial?: { readonly postfix: readonly Token[] };
  readonly filters?: readonly Filter[];
}

/** Filters that give a list out of the one they get, one of its members, or read a property that a text names. */
const sameList = new Set(['reverse', 'sort', 'sort_natural', 'where', 'reject', 'compact', 'uniq', 'slice', 'concat']);
const oneOfList = new Set(['first', 'last', 'find']);
const byProperty = new Set([
  ...[
    'map',
    'where',
    'reject',
    'sort',
    'sort_natural',
    'sum',
    'group_by',
    'find',
    'find_index',
    'has',
    'compact',
    'uniq',
  ],
]);
/** A name that is assigned from itself again and again must not take the desk’s time. */
const mostOrigins = 20;
const loopNames = new Set(['forloop', 'tablerowloop']);
const ofLoop = new Set(['index', 'index0', 'rindex', 'rindex0', 'first', 'last', 'length', 'col', 'col0', 'row']);

/**
 * Everything a template reads, under the names of placeholders: of a loop over `actions`, `a.at` is `actions[].at`. Names that
 * the template makes itself are followed to what they stand for, so that nothing is read under another name.
 */
export const templateNames = (templates: readonly TemplateNode[]): readonly string[] => {
  const found = new Set<string>();
  const locals = new Map<string, Origins>();

  /** The names that a token stands for. */
  const originsOf = (token: Token, scope: Scope): Origins => {
    const [root, ...rest] = token.props ?? [];
    if (root === undefined) return [null];
    const name = String(root.content);
    const path = rest.map(segment).join('');
    const local = scope.get(name) ?? locals.get(name);
    return (local ?? [name]).map((origin) =>
      origin === null ? (path === '' ? null : `${name}${path}`) : origin + path,
    );
  };
  const read = (token: Token, scope: Scope): void => {
    for (const part of [...(token.props ?? []).slice(1), token.lhs, token.rhs])
      if (part !== undefined) read(part, scope);
    const [root, property] = token.props ?? [];
    if (
      loopNames.has(String(root?.content)) &&
      scope.has(String(root?.content)) &&
      ofLoop.has(String(property?.content))
    )
      return;
    for (const origin of originsOf(token, scope)) if (origin !== null) found.add(origin);
  };
  /** Reads a value with its filters, and says what it stands for. */
  const readValue = (value: Token, scope: Scope): Origins => {
    if (value.initial === undefined) {
      read(value, scope);
      return originsOf(value, scope);
    }
    for (const token of value.initial.postfix) read(token, scope);
    const [only, ...more] = value.initial.postfix;
    const start = only === undefined || more.length > 0 ? [null] : originsOf(only, scope);
    return (value.filters ?? []).reduce<Origins>((origins, filter) => {
      const args = filter.args.map((arg) => (Array.isArray(arg) ? arg[1] : arg) as Token).filter((arg) => arg != null);
      for (const arg of args) read(arg, scope);
      if (byProperty.has(filter.name) && args[0] !== undefined) {
        const property = args[0].props === undefined ? `.${String(args[0].content)}` : '[…]';
        for (const origin of origins) found.add(origin === null ? property.slice(1) : `${origin}[]${property}`);
      }
      const joined =
        filter.name === 'concat' || filter.name === 'default' ? args.flatMap((arg) => originsOf(arg, scope)) : [];
      if (sameList.has(filter.name) || filter.name === 'default') return origins.concat(joined);
      return oneOfList.has(filter.name) ? origins.map(member) : [null];
    }, start);
  };
  const walk = (nodes: readonly TemplateNode[], scope: Scope): void => {
    for (const node of nodes) {
      // A loop’s `reversed` comes without a value.
      for (const value of node.arguments?.() ?? []) if (value !== undefined) readValue(value as Token, scope);
      for (const { content } of node.localScope?.() ?? []) {
        const made = node.name === 'assign' ? readValue(node.value as Token, scope) : [null];
        locals.set(content, [...new Set([...(locals.get(content) ?? []), ...made])].slice(0, mostOrigins));
      }
      const inner = new Map(scope);
      if (node.collection !== undefined) {
        inner.set(String(node.variable), readValue(node.collection as Token, scope).map(member));
        for (const name of loopNames) inner.set(name, [name]);
      }
      walk(childrenOf(node), inner);
    }
  };
  // Twice: in a loop a name may stand for what is assigned further down.
  walk(templates, new Map());
  walk(templates, new Map());
  return [...found];
};

/** Every tag gives its children as the result of a generator that never waits. */
const childrenOf = (node: TemplateNode): readonly TemplateNode[] => {
  const step = node.children?.(false, true).next();
  return step?.done === true ? step.value : [];
};

const member = (origin: string | null): string | null => (origin === null ? null : `${origin}[]`);

const segment = (token: Token): string => {
  if (token.props !== undefined) return '[…]';
  const text = String(token.content);
  return /^\d+$/.test(text) || text === 'first' || text === 'last' ? '[]' : `.${text}`;
};
