/** Octets per encoded word: 45 give 60 characters of base64, 72 with their frame; 75 is the limit (RFC 2047, section 2). */
const octets = 45;

/**
 * Text for an unstructured header as ASCII that decodes to exactly this text.
 *
 * nodemailer passes on what already looks like an encoded word, so that a subject `=?utf-8?Q?=0D=0AX:_1?=` would be decoded
 * by the receiver; and it cannot fold a line without spaces, which must stay under 998 characters (RFC 5322, section 2.1.1).
 */
export const encodeHeaderText = (text: string): string => (isPlain(text) ? text : words(text).join(' '));

const isPlain = (text: string): boolean =>
  /^(?:[!-~]{1,60}(?: [!-~]{1,60})*)?$/.test(text) && !text.includes('=?') && !text.includes('"');

const words = (text: string): string[] => {
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    if (Buffer.byteLength(part + character) > octets) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`);
};
