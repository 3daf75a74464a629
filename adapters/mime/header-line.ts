import { cleanLine } from '../../src/text/clean-text.ts';

/**
 * One decoded header value as a single line. Encoded words may carry anything: `=?utf-8?Q?x=0D=0AX-Evil:_1?=` decodes to two
 * lines. C1 controls and the Unicode line separators go too, as a reply with such a subject could not be sent.
 */
export const headerLine = (value: unknown): string =>
  typeof value === 'string' ? cleanLine(value.replace(/[\u0080-\u009f\u2028\u2029]/g, ' ')) : '';
