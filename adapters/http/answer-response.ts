import { fingerprint } from '../../src/text/fingerprint.ts';
import { fileResponse } from './file-response.ts';
import { safeHeaders } from './safe-headers.ts';
import type { Route } from './wire/route.ts';

/** How an answer is sent. */
interface Sending {
  readonly request: Request;
  readonly route: Route;
  readonly side: 'agent' | 'portal';
  readonly preview: boolean;
}

/** What a method answered, as a response. */
export const answerResponse = (value: unknown, { request, route, side, preview }: Sending): Response => {
  if (!preview && route.answers === 'nothing') return new Response(null, { status: 204, headers: safeHeaders });
  if (route.answers === 'document') {
    const { document, content } = value as Opened;
    return fileResponse({ ...document, content });
  }
  if (route.answers === 'mail') {
    const raw = value as Uint8Array;
    return fileResponse({ name: 'mail.eml', mediaType: 'message/rfc822', size: raw.byteLength, content: once(raw) });
  }
  const text = JSON.stringify(value);
  const headers = new Headers({ ...safeHeaders, 'content-type': 'application/json' });
  const tag = preview ? null : tagOf(value, text, side, route);
  if (tag !== null) headers.set('etag', tag);
  if (side === 'portal' && tag !== null) headers.set('cache-control', 'private, no-cache');
  if (side === 'portal' && tag !== null && isNamed(tag, request.headers.get('if-none-match'))) {
    headers.delete('content-type');
    return new Response(null, { status: 304, headers });
  }
  const next = nextPage(value, new URL(request.url));
  if (next !== null) headers.set('link', next);
  return new Response(text, { status: !preview && route.answers === 'created' ? 201 : 200, headers });
};

type Opened = {
  readonly document: { readonly name: string; readonly mediaType: string; readonly size: number };
  readonly content: AsyncIterable<Uint8Array>;
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/**
 * An agent's tag is the version that `If-Match` takes. A requester is shown no version: his tag is that of what he reads, so that
 * nothing internal moves it.
 */
const tagOf = (value: unknown, text: string, side: Sending['side'], route: Route): string | null => {
  if (side === 'portal') return route.method === 'GET' ? `"${fingerprint(text).slice(0, 32)}"` : null;
  const version = versionIn(value);
  return version === undefined ? null : `"${version}"`;
};

const versionIn = (value: unknown): number | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, mail, question, textBlock, ticket, version, revision } = value as Readonly<Record<string, unknown>>;
  const shown = typeof id === 'string' ? version : revision;
  if (typeof shown === 'number') return shown;
  return [mail, question, textBlock, ticket].map(versionIn).find((number) => number !== undefined);
};

/** RFC 9110, section 13.1.2: tags are compared weakly. */
const isNamed = (tag: string, header: string | null): boolean =>
  (header ?? '').split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')));

/** The next page (RFC 8288), unless its address is too long for a header; the answer holds it anyway. */
const nextPage = (value: unknown, url: URL): string | null => {
  const next = typeof value === 'object' && value !== null && 'items' in value && 'next' in value ? value.next : null;
  if (next === null || next === undefined) return null;
  url.searchParams.set('after', String(next));
  const link = `<${url.pathname}${url.search}>; rel="next"`;
  return link.length > 4000 ? null : link;
};
