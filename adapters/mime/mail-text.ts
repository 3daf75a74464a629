import type { ParsedMail } from 'mailparser';
import { cleanText } from '../../src/text/clean-text.ts';
import { htmlText } from './html-text.ts';

/**
 * The text of a mail. Where HTML stands beside text without being its alternative, a second look (`ordered`) gives all parts
 * as HTML in their order, so that nothing anybody wrote is missing.
 */
export const mailText = async (mail: ParsedMail, ordered: () => Promise<ParsedMail>): Promise<string> => {
  const text = mail.text ?? '';
  const isBlank = text.trim() === '';
  if (mail.textConversionError === undefined && !isBlank) return cleanText(text);
  const { html } = isBlank ? mail : await ordered();
  return typeof html === 'string' ? cleanText(htmlText(html)) : cleanText(text);
};
