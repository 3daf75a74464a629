/** What PostgreSQL refuses (NUL) or alters silently (lone surrogates) never reaches a store. Lines end with LF, text is NFC. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC');

/** What somebody typed into a field of one line. Control characters stay, so that they can be refused. */
export const trimmedLine = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC')
    .trim();

/** One line: line breaks and runs of white space become one space. */
export const cleanLine = (text: string): string =>
  cleanText(text)
    .replace(/[\s\u0085]+/gu, ' ')
    .trim();

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for here
const control = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/;

/** True for text that may stand in a mail header without tricks: no line break, no control character (RFC 5322, section 2.2). */
export const isSingleLine = (text: string): boolean => !control.test(text);

/** True for text that a store keeps as it is: no control character but tab and line breaks, no half of a character. */
export const isStorable = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for here
  !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u.test(text);
