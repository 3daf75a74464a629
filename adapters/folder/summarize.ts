import { cleanLine } from '../../src/text/clean-text.ts';
import { cutText } from '../../src/text/cut-text.ts';
import { decodedText } from './decoded-text.ts';

/** Subject and sender out of the beginning of a mail, for a list that people read. */
export const summarize = (head: Buffer): { readonly subject: string; readonly from: string } => {
  // One character a byte, until the charset of each value is known.
  const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  const [block = ''] = text.split(/\r?\n\r?\n|^\r?\n/, 1);
  const unfolded = block.replace(/\r?\n(?=[ \t])/g, '');
  return { subject: value(unfolded, /^subject[ \t]*:(.*)$/im), from: value(unfolded, /^from[ \t]*:(.*)$/im) };
};

const value = (headers: string, field: RegExp): string => {
  const decoded = decodedText(field.exec(headers)?.[1] ?? '');
  return cutText(cleanLine(decoded.replace(/[\u0080-\u009f]/g, ' ')), 998);
};
