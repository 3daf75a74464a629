import { type ParameterKind, type Place, type Route, readsJson } from '../http/wire/route.ts';
import { type ClientFile, fileBody, formOf } from './file-body.ts';

/** What the arguments of a call become. */
interface Parts {
  readonly path: Record<string, string>;
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  /** Files are no JSON: an argument that holds some stays as it is. */
  file?: unknown;
  options: CallOptions;
}

interface CallOptions {
  readonly idempotencyKey?: string;
  readonly expectedVersion?: number;
  readonly signal?: AbortSignal;
}

/** A call of a method as the request that its route describes. */
export const requestOf = (
  base: string,
  route: Route,
  input: readonly unknown[],
  extra: Readonly<Record<string, string>>,
): Request => {
  const parts: Parts = { path: {}, query: {}, body: {}, options: {} };
  for (const [index, place] of route.takes.entries()) put(place, input[index], parts, route);
  const path = route.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(parts.path[name] ?? ''));
  const headers = new Headers(extra);
  const { idempotencyKey, expectedVersion, signal } = parts.options;
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  if (expectedVersion !== undefined) headers.set('if-match', `"${expectedVersion}"`);
  const init = { method: route.method, headers, ...(signal === undefined ? {} : { signal }) };
  const body = bodyOf(route, parts, headers);
  return new Request(`${base}${path}${searchOf(parts.query, route.query ?? {})}`, { ...init, ...body } as RequestInit);
};

const put = (place: Place, value: unknown, parts: Parts, route: Route): void => {
  if (typeof place === 'object') putObject(place, (value ?? {}) as Record<string, unknown>, parts, route);
  else if (place === 'query') parts.query = { ...(value as object | undefined) };
  else if (place === 'options') parts.options = (value ?? {}) as CallOptions;
  else if (place === 'body' || place === 'rest') {
    // A signal ends the request itself, and nobody is told of progress meanwhile.
    const { signal, onProgress: _unheard, ...sent } = (value ?? {}) as Record<string, unknown>;
    if (signal !== undefined) parts.options = { ...parts.options, signal: signal as AbortSignal };
    parts.body = { ...parts.body, ...sent };
    if (route.body !== undefined) parts.file = value;
  } else if (place.startsWith('{')) parts.path[place.slice(1, -1)] = String(idOf(value));
  else parts.body[place.slice('body.'.length)] = Array.isArray(value) ? value.map(idOf) : value;
};

const putObject = (
  { '...': spread, ...named }: { readonly [key: string]: Place },
  value: Record<string, unknown>,
  parts: Parts,
  route: Route,
): void => {
  for (const [name, place] of Object.entries(named))
    if (value[name] !== undefined) put(place, value[name], parts, route);
  const rest = Object.entries(value).filter(([name]) => !Object.hasOwn(named, name));
  if (spread !== undefined) put(spread, Object.fromEntries(rest), parts, route);
};

/** Commands take what they are about by value or by id. */
const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value;

const bodyOf = (route: Route, parts: Parts, headers: Headers): object => {
  const files = route.body === 'reply' ? parts.body.files : parts.file;
  if (route.body === 'file' || (route.body === 'files' && !Array.isArray(files))) {
    const { name, folder } = parts.body;
    parts.query = { name, folder };
    return fileBody(parts.file as ClientFile, headers);
  }
  if (route.body !== undefined && Array.isArray(files)) return { body: formOf(files, parts.body.text) };
  if (!readsJson(route) && route.body !== 'reply') return {};
  headers.set('content-type', 'application/json');
  return { body: JSON.stringify(parts.body) };
};

const searchOf = (query: Readonly<Record<string, unknown>>, kinds: Readonly<Record<string, ParameterKind>>): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const written = given.map(([name, value]): [string, string] => [name, textOf(value, kinds[name])]);
  return written.length === 0 ? '' : `?${new URLSearchParams(written)}`;
};

const textOf = (value: unknown, kind: ParameterKind | undefined): string => {
  if (kind === 'json') return JSON.stringify(value);
  return Array.isArray(value) ? value.join(',') : String(value);
};
