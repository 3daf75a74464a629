const cr = 0x0d;
const lf = 0x0a;

/**
 * The mail as mailparser can read it: a byte order mark would hide the first header, line ends of CR alone would hide all of
 * them, and raw 8-bit headers (which no RFC allows, and many systems send) would lose every letter that is not UTF-8.
 */
export const readableBytes = (raw: Uint8Array): Buffer => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const lines = marked.includes(cr) && !marked.includes(lf) ? marked.map((byte) => (byte === cr ? lf : byte)) : marked;
  return withUtf8Headers(Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength));
};

const withUtf8Headers = (bytes: Buffer): Buffer => {
  const end = headerEnd(bytes);
  const block = bytes.subarray(0, end);
  if (!block.some((byte) => byte > 0x7f)) return bytes;
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(block.toString('latin1'))?.[1];
  const lines = block.toString('latin1').split('\n');
  const decoded = lines.map((line) => asUtf8(Buffer.from(line, 'latin1'), charset)).join('\n');
  return Buffer.concat([Buffer.from(decoded), bytes.subarray(end)]);
};

/** Where the first empty line begins. */
const headerEnd = (bytes: Buffer): number => {
  const ends = [bytes.indexOf('\n\n'), bytes.indexOf('\n\r\n')].filter((at) => at !== -1);
  return ends.length === 0 ? bytes.length : Math.min(...ends);
};

/** The charset of the body is the best guess for the headers; windows-1252 reads anything. */
const asUtf8 = (line: Buffer, charset: string | undefined): string => {
  for (const guess of ['utf-8', charset, 'windows-1252']) {
    try {
      return new TextDecoder(guess, { fatal: true, ignoreBOM: true }).decode(line);
    } catch {
      // Not this charset, or none that is known: the next guess.
    }
  }
  return line.toString('latin1');
};
