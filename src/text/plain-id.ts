// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for here
const unusable = /[\u0000-\u001f\u007f]|\p{Surrogate}/u;

/** True for a text that may be an id of a record: no control character, and nothing a database would refuse or alter. */
export const isPlainId = (text: unknown): text is string =>
  typeof text === 'string' && text !== '' && text.length <= 1000 && !unusable.test(text);
