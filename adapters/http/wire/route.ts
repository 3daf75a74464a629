/** How a parameter of a query is written: as text, number, `true` or `false`, a comma-separated list, or JSON. */
export type ParameterKind = 'text' | 'number' | 'flag' | 'list' | 'json';

/**
 * Where an argument of a method travels: a part of the path, the query, the whole body, a field of it, what is left of it, or the
 * headers that hold options. An object is put together from such places; `...` spreads one into it.
 */
export type Place =
  | `{${string}}`
  | 'query'
  | 'body'
  | `body.${string}`
  | 'rest'
  | 'options'
  | { readonly [key: string]: Place };

/** One operation of a surface as a request. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the surface, such as `/tickets/{ticket}`. */
  readonly path: string;
  /** The arguments of the method, in order. */
  readonly takes: readonly Place[];
  /** Default: none. */
  readonly query?: Readonly<Record<string, ParameterKind>>;
  /** How the body comes: JSON, one file as it is, files of a form, or a text with files. Default: JSON where an argument is in it. */
  readonly body?: 'json' | 'file' | 'files' | 'reply';
  /** What is answered. `created`: 201. `nothing`: 204. `document` and `mail`: a file. Default: JSON. */
  readonly answers?: 'created' | 'nothing' | 'document' | 'mail';
  /** It changes something. Without it `Idempotency-Key` and `If-Match` mean nothing. Default: false. */
  readonly changes?: true;
  /** It can also be asked what it would do, under `/preview`. Default: false. */
  readonly previews?: true;
}

/** A query: nothing changes. */
export const ask = (path: string, takes: readonly Place[] = [], query?: Route['query']): Route => ({
  method: 'GET',
  path,
  takes,
  ...(query === undefined ? {} : { query }),
});

/** A command that can be previewed. */
export const command = (
  method: Route['method'],
  path: string,
  takes: readonly Place[],
  more: Pick<Route, 'body' | 'answers' | 'query'> = {},
): Route => ({ method, path, takes, changes: true, previews: true, ...more });

/** Whether a route reads JSON from its body. */
export const readsJson = ({ takes, body }: Route): boolean =>
  body === 'json' || (body === undefined && takes.some(isInBody));

const isInBody = (place: Place): boolean =>
  typeof place === 'object' ? Object.values(place).some(isInBody) : /^(body|rest)/.test(place);
