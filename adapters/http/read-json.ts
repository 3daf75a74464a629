import { HttpProblem } from './http-problem.ts';
import { limitedBytes } from './limited-bytes.ts';
import { mediaTypeOf } from './media-type-of.ts';

/** The JSON object of a body; an empty body is an empty object. */
export const readJson = async (request: Request, limit: number): Promise<Readonly<Record<string, unknown>>> => {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of limitedBytes(request, limit)) pieces.push(piece);
  const text = await new Blob(pieces).text();
  if (text.trim() === '') return {};
  if (!/^application\/([a-z0-9.-]+\+)?json$/.test(mediaTypeOf(request))) {
    throw new HttpProblem('unsupported_media_type', 'Send the body as application/json.', {
      headers: { accept: 'application/json' },
    });
  }
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpProblem('malformed', 'The body must be a JSON object.');
  }
  return value as Readonly<Record<string, unknown>>;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem('malformed', 'The body is no JSON.');
  }
};
