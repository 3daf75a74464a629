import { cleanLine } from '../../text/clean-text.ts';
import { cutText } from '../../text/cut-text.ts';

const longest = 200;

/**
 * A name as a picture can show it: one line, without marks that turn the direction of the text after them. Private characters
 * are replaced, because PlantUML means line breaks and more by some of them; so are those that XML 1.0 cannot hold.
 */
export const labelText = (name: string): string => {
  const text = cleanLine(name)
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .replace(/[\p{Co}\p{Noncharacter_Code_Point}]/gu, '\uFFFD')
    .trim();
  if (text === '') return '(no name)';
  return text.length > longest ? `${cutText(text, longest - 1)}…` : text;
};
