import { decodeBase64, decodeQuotedPrintable } from '../text/transfer-encoding.ts';

/** A part of a mail that holds no others, one character a byte. */
export interface MimeLeaf {
  /** Media type in lower case. */
  readonly type: string;
  readonly headers: ReadonlyMap<string, string>;
  /** Of long parts the beginning. */
  readonly content: string;
}

const [deepest, mostLeaves] = [20, 1000];
/** Original mails come with their attachments; what is looked for stands before them. */
const longestContent = 256 * 1024;

/** The parts of a raw mail (RFC 2046, section 5.1) in their order. An embedded mail is one part. Never throws. */
export const mimeLeaves = (raw: string): readonly MimeLeaf[] => {
  const leaves: MimeLeaf[] = [];
  collect(raw, deepest, leaves);
  return leaves;
};

const collect = (entity: string, depth: number, leaves: MimeLeaf[]): void => {
  if (leaves.length >= mostLeaves) return;
  const { headers, body } = splitEntity(entity);
  const contentType = headers.get('content-type') ?? 'text/plain';
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (type.startsWith('multipart/') && mark !== undefined && depth > 0) {
    for (const part of partsOf(body, mark.trimEnd())) collect(part, depth - 1, leaves);
    return;
  }
  leaves.push({ type, headers, content: decoded(body.slice(0, longestContent), headers) });
};

/** Headers and body of a mail or a part. */
export const splitEntity = (
  entity: string,
): { readonly headers: ReadonlyMap<string, string>; readonly body: string } => {
  const end = /^\r?\n|\r?\n\r?\n/.exec(entity);
  const block = end === null ? entity : entity.slice(0, end.index);
  return { headers: readFields(block), body: end === null ? '' : entity.slice(end.index + end[0].length) };
};

/** Fields of a header block by their names in lower case; of several of one name the first counts. */
export const readFields = (block: string): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  for (const line of block
    .slice(0, longestContent)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const [, name, value = ''] = /^([!-9;-~]{1,100})[ \t]*:(.*)$/.exec(line) ?? [];
    if (name !== undefined && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
};

const partsOf = (body: string, mark: string): readonly string[] => {
  const parts: string[] = [];
  let from: number | null = null;
  let at = body.startsWith(`--${mark}`) ? 0 : nextMark(body, mark, 0);
  while (at !== -1 && parts.length < mostLeaves) {
    if (from !== null) parts.push(body.slice(from, Math.max(from, at)).replace(/\r$/, ''));
    const after = at + (body[at] === '\n' ? 1 : 0) + 2 + mark.length;
    if (body.startsWith('--', after)) return parts;
    const lineEnd = body.indexOf('\n', after);
    if (lineEnd === -1) return parts;
    from = lineEnd + 1;
    at = nextMark(body, mark, lineEnd);
  }
  // Reports are often cut off before their last boundary.
  if (from !== null) parts.push(body.slice(from));
  return parts;
};

const nextMark = (body: string, mark: string, from: number): number => body.indexOf(`\n--${mark}`, from);

const decoded = (body: string, headers: ReadonlyMap<string, string>): string => {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase() ?? '';
  if (encoding.startsWith('base64')) return decodeBase64(body);
  return encoding.startsWith('quoted-printable') ? decodeQuotedPrintable(body) : body;
};
