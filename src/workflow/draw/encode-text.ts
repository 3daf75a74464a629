/**
 * Leaves letters, digits and spaces as they are and writes every other character as its code. What is left can neither end a
 * string nor begin a tag, a link, a directive or an escape, in whatever language of pictures.
 */
export const encodeText = (text: string, encode: (codePoint: number) => string): string =>
  text.replace(/[^\p{L}\p{M}\p{Nd} ]/gu, (character) => encode(character.codePointAt(0) ?? 0));
