/** What this file needs to know of a parsed template; `liquid.ts` has the library. */
export interface PlainNode {
  /** Only tags have one. */
  readonly name?: string;
  readonly token?: unknown;
  readonly value?: unknown;
  /** Of an `if`. */
  readonly branches?: readonly { readonly value: unknown; readonly templates: readonly PlainNode[] }[];
  readonly elseTemplates?: readonly PlainNode[];
}

/** A part that is there only while a value is, or is not, a certain text. */
interface Choice {
  readonly path: readonly string[];
  readonly text: string;
  readonly is: boolean;
  readonly then: PlainTemplate;
  readonly otherwise: PlainTemplate;
}

/** A template of nothing but texts, names and choices between texts. A piece is a text, the path to a value, or a choice. */
export type PlainTemplate = readonly (string | readonly string[] | Choice)[];

/** Properties that the template engine makes up where there are none. */
const madeUp = new Set(['size', 'first', 'last']);

/** What grows longer has to keep to the limits of the engine. */
const longestPlain = 1_000_000;

/** The pieces of a template in which nothing is computed, or null: most texts are such, and need no engine to be rendered. */
export const plainTemplate = (nodes: readonly PlainNode[]): PlainTemplate | null => {
  const pieces: PlainTemplate[number][] = [];
  for (const node of nodes) {
    const piece = pieceOf(node);
    if (piece === null) return null;
    pieces.push(piece);
  }
  return pieces;
};

const pieceOf = ({ name, token, value, branches, elseTemplates }: PlainNode): PlainTemplate[number] | null => {
  if (name === 'if') return choiceOf(branches ?? [], elseTemplates ?? []);
  if (name !== undefined) return null;
  return value === undefined ? textOf(token) : pathOf(value);
};

const textOf = (token: unknown): string | null => {
  const text = token as { readonly getContent?: () => unknown } | undefined;
  const content = typeof text?.getContent === 'function' ? text.getContent() : null;
  return typeof content === 'string' ? content : null;
};

interface Token {
  readonly props?: readonly { readonly content?: unknown }[];
  readonly content?: unknown;
  readonly operator?: string;
}
interface Expression {
  readonly filters?: readonly unknown[];
  readonly initial?: { readonly postfix: readonly Token[] };
}

/** The path of an output without a filter, such as `ticket.subject`; null where it is anything else. */
const pathOf = (value: unknown): readonly string[] | null => {
  const [only, ...more] = tokensOf(value);
  return more.length === 0 ? pathIn(only) : null;
};

const tokensOf = (value: unknown): readonly Token[] => {
  const { filters = [], initial } = value as Expression;
  return filters.length > 0 ? [] : (initial?.postfix ?? []);
};

const pathIn = (token: Token | undefined): readonly string[] | null => {
  const props = token?.props ?? [];
  const path = props.flatMap(({ content }) => (typeof content === 'string' && !madeUp.has(content) ? [content] : []));
  return path.length === props.length && path.length > 0 ? path : null;
};

const choiceOf = (branches: NonNullable<PlainNode['branches']>, others: readonly PlainNode[]): Choice | null => {
  const [branch, ...more] = branches;
  if (branch === undefined || more.length > 0) return null;
  const [name, constant, comparison, ...rest] = tokensOf(branch.value);
  const path = pathIn(name);
  const [then, otherwise] = [plainTemplate(branch.templates), plainTemplate(others)];
  const compares = comparison?.operator === '==' || comparison?.operator === '!=';
  if (path === null || then === null || otherwise === null || rest.length > 0 || !compares) return null;
  return constant?.props === undefined && typeof constant?.content === 'string'
    ? { path, text: constant.content, is: comparison.operator === '==', then, otherwise }
    : null;
};

/** The text with these values, or null where a value is more than a text or a number: what that comes to is up to the engine. */
export const renderPlain = (template: PlainTemplate, values: Readonly<Record<string, unknown>>): string | null => {
  let text = '';
  for (const piece of template) {
    const next = renderPiece(piece, values);
    if (next === null || text.length + next.length > longestPlain) return null;
    text += next;
  }
  return text;
};

const renderPiece = (piece: PlainTemplate[number], values: Readonly<Record<string, unknown>>): string | null => {
  if (typeof piece === 'string') return piece;
  if ('path' in piece) {
    const value = valueAt(piece.path, values);
    return typeof value === 'string'
      ? renderPlain((value === piece.text) === piece.is ? piece.then : piece.otherwise, values)
      : null;
  }
  const value = valueAt(piece, values);
  if (value == null) return '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

const valueAt = (path: readonly string[], values: Readonly<Record<string, unknown>>): unknown => {
  let value: unknown = values;
  for (const name of path) {
    if (value == null) return null;
    // What the property of a text is, the engine says.
    if (typeof value !== 'object') return {};
    const own: unknown = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : null;
    value = typeof own === 'function' ? own.call(value) : own;
  }
  return value;
};
