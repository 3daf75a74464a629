import type { Issue } from '../../src/refusal/refusal.ts';
import { type RefusalCode, refusalCodes } from '../../src/refusal/refusal-codes.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import type { Route } from '../http/wire/route.ts';
import type { Download } from './http-client.ts';
import { HttpError } from './http-error.ts';

/** What a response says, as the method would answer; a problem is thrown. */
export const readAnswer = async (response: Response, answers: Route['answers']): Promise<unknown> => {
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined;
  if (answers === 'document') return download(response);
  return answers === 'mail' ? new Uint8Array(await response.arrayBuffer()) : response.json();
};

const problemOf = async (response: Response): Promise<Error> => {
  const isProblem = (response.headers.get('content-type') ?? '').startsWith('application/problem+json');
  if (!isProblem) return new HttpError(response.status, null, `The server answered ${response.status}.`);
  const { code, detail, issues, data } = (await response.json()) as Problem;
  return Object.hasOwn(refusalCodes, code)
    ? new RefusedError({ code: code as RefusalCode, message: detail, issues, data })
    : new HttpError(response.status, code, detail);
};

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly issues: readonly Issue[];
  readonly data: Readonly<Record<string, unknown>>;
}

const download = ({ headers, body }: Response): Download => {
  // RFC 8187, section 3.2: the extended name is the whole one.
  const name = /filename\*=UTF-8''([^;]*)/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'file';
  return {
    name: decodeURIComponent(name),
    mediaType: headers.get('content-type') ?? 'application/octet-stream',
    size: Number(headers.get('content-length') ?? 0),
    content: piecesOf(body),
  };
};

/** Not every browser iterates over a stream by itself. */
async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}
