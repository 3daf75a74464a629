import { type Issue, RefusedError } from '../../src/index.ts';
import type { HeaderOptions } from './read-options.ts';
import type { Place, Route } from './wire/route.ts';

/** What a request holds. */
export interface RequestParts {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** A JSON object, or what is made of files. */
  readonly body: unknown;
  readonly options: HeaderOptions;
}

/** The arguments of the method, out of the parts of the request. Fields of the body that no argument takes are refused. */
export const argumentsOf = (route: Route, parts: RequestParts): readonly unknown[] => {
  const fields = new Set(route.takes.flatMap(fieldsIn));
  const takesRest = route.takes.some((place) => takes(place, 'body') || takes(place, 'rest'));
  const body = isRecord(parts.body) ? parts.body : {};
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => !fields.has(name)));
  if (!takesRest) refuseFields(Object.keys(rest));
  const at = (place: Place): unknown => {
    if (typeof place === 'object') return objectOf(place);
    if (place === 'query' || place === 'body' || place === 'options') return parts[place];
    if (place === 'rest') return rest;
    return place.startsWith('{') ? parts.path[place.slice(1, -1)] : own(body, place.slice('body.'.length));
  };
  const objectOf = ({ '...': spread, ...named }: { readonly [key: string]: Place }): object => {
    const more = spread === undefined ? {} : (at(spread) as object);
    // What the path says, no field may say otherwise.
    refuseFields(Object.keys(more).filter((name) => Object.hasOwn(named, name)));
    const values = Object.entries(named).map(([name, place]) => [name, at(place)] as const);
    return { ...more, ...Object.fromEntries(values.filter(([, value]) => value !== undefined)) };
  };
  return route.takes.map(at);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (body: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(body, name) ? body[name] : undefined;

const takes = (place: Place, wanted: Place): boolean =>
  typeof place === 'object' ? Object.values(place).some((inner) => takes(inner, wanted)) : place === wanted;

const fieldsIn = (place: Place): readonly string[] => {
  if (typeof place === 'object') return Object.values(place).flatMap(fieldsIn);
  return place.startsWith('body.') ? [place.slice('body.'.length)] : [];
};

const refuseFields = (names: readonly string[]): void => {
  const issues: readonly Issue[] = names.map((name) => ({
    path: [name],
    code: 'unknown_field',
    message: `There is no field "${name}" here. Remove it or correct its name.`,
  }));
  const [first] = issues;
  if (first !== undefined) throw new RefusedError({ code: 'invalid_input', message: first.message, issues, data: {} });
};
