import { HttpProblem } from './http-problem.ts';

/** The bytes of a body as they come; ends with `too_large` at the first byte over the limit. */
export async function* limitedBytes(request: Request, limit: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > limit) throw tooLarge(limit);
  if (request.body === null) return;
  let length = 0;
  for await (const piece of request.body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    length += piece.byteLength;
    if (length > limit) throw tooLarge(limit);
    yield piece;
  }
}

const tooLarge = (limit: number) => new HttpProblem('too_large', `A body is at most ${limit} bytes.`);
