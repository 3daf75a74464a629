import { HttpProblem } from './http-problem.ts';
import { limitedBytes } from './limited-bytes.ts';
import { mediaTypeOf } from './media-type-of.ts';

/** A file as the body of a request, which is read once and never held as a whole. */
export const fileOf = (
  request: Request,
  query: Readonly<Record<string, unknown>>,
  limit: number,
  onBroken: (problem: HttpProblem) => void,
): object => {
  const mediaType = mediaTypeOf(request);
  const isTold = mediaType !== '' && mediaType !== 'application/octet-stream';
  return { ...query, content: watched(limitedBytes(request, limit), onBroken), ...(isTold ? { mediaType } : {}) };
};

/** The desk says of content that breaks off only that it does: why, is kept here. */
async function* watched(
  content: AsyncIterable<Uint8Array>,
  onBroken: (problem: HttpProblem) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    if (error instanceof HttpProblem) onBroken(error);
    throw error;
  }
}

/** Is it a form with files (RFC 7578)? */
export const isForm = (request: Request): boolean => mediaTypeOf(request) === 'multipart/form-data';

/** The files of the fields `files`, and the text of the field `text`. A form is held as a whole until it is read. */
export const readForm = async (
  request: Request,
  limit: number,
): Promise<{ readonly text?: string; readonly files: readonly object[] }> => {
  const form = await formOf(request, limit);
  const unknown = [...new Set(form.keys())].find((name) => name !== 'text' && name !== 'files');
  if (unknown !== undefined) throw new HttpProblem('malformed', `A form has no field "${unknown}" here.`);
  const files = await Promise.all(
    form.getAll('files').map(async (file) => {
      if (typeof file === 'string') throw new HttpProblem('malformed', 'Send each of `files` as a file.');
      const mediaType = file.type === '' || file.type === 'application/octet-stream' ? {} : { mediaType: file.type };
      return { name: file.name, content: new Uint8Array(await file.arrayBuffer()), ...mediaType };
    }),
  );
  const text = form.get('text');
  return { files, ...(typeof text === 'string' ? { text } : {}) };
};

const formOf = async (request: Request, limit: number): Promise<FormData> => {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of limitedBytes(request, limit)) pieces.push(piece);
  const type = request.headers.get('content-type') ?? '';
  try {
    return await new Response(new Blob(pieces), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new HttpProblem('malformed', 'The form cannot be read.');
  }
};
