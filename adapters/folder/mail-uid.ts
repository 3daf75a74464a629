/** Of SHA-256: 128 bits, enough that nobody makes a second mail to the same name. */
const digits = 32;

/**
 * The identity of a mail in its folder: file name and the beginning of the content's hash. Nobody opens a path that is made
 * from it; it is only compared with names that the directory has.
 */
export const mailUid = {
  of: (name: string, hash: string): string => `${name}#${hash.slice(0, digits)}`,
  names: (uid: string, name: string): boolean => uid.length === name.length + 1 + digits && uid.startsWith(`${name}#`),
  matches: (uid: string, hash: string): boolean => uid.endsWith(`#${hash.slice(0, digits)}`),
};
