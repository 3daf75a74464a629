import { cleanLine } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** How long a derived short description is, in graphemes, the ellipsis included. */
export const shortDescriptionLength = 60;

/** A title for an action that got none: the beginning of its text on one line, cut at a word boundary. */
export const deriveShortDescription = (description: string): string => {
  const line = cleanLine(cutText(description, 2000));
  const letters = [...graphemes.segment(line)].map(({ segment }) => segment);
  if (letters.length <= shortDescriptionLength && line.length === cleanLine(description).length) return line;
  const room = letters.slice(0, shortDescriptionLength - 1);
  const boundary = letters[room.length] === ' ' ? room.length : room.lastIndexOf(' ');
  return `${(boundary > 0 ? room.slice(0, boundary) : room).join('')}…`;
};

/** The short description of an action: what was given, or else derived. It is derived anew with every edit until somebody gives one. */
export const shortDescriptionOf = (given: string, description: string) => ({
  shortDescription: given === '' ? deriveShortDescription(description) : given,
  shortDescriptionDerived: given === '',
});
