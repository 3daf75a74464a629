/**
 * The form in which texts are compared: without regard to case, `ß` as `ss`, composed and decomposed letters alike.
 * Whoever stores texts for comparing stores what this gives: no database folds the same way.
 */
export const foldText = (text: string): string => (plain.test(text) ? text.toLowerCase() : fold(text));

const plain = /^[\x20-\x7e\n]*$/;
const fold = (text: string): string =>
  text.normalize('NFC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
