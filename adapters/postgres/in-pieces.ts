/** How large a piece of a blob is: a row of the database, and all that is ever in memory of a document. */
const pieceBytes = 262_144;

/** Content in pieces of one size, whatever the size of the chunks it comes in; `too_big` ends it once it is longer than allowed. */
export async function* inPieces(
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Buffer | 'too_big'> {
  let piece = Buffer.alloc(pieceBytes);
  let filled = 0;
  let size = 0;
  for await (const chunk of content) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      yield 'too_big';
      return;
    }
    for (let from = 0; from < chunk.byteLength; ) {
      const part = chunk.subarray(from, from + pieceBytes - filled);
      piece.set(part, filled);
      from += part.byteLength;
      filled += part.byteLength;
      if (filled < pieceBytes) continue;
      yield piece;
      piece = Buffer.alloc(pieceBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
