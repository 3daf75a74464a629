/** An address of a mail: the display name may be empty. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

const atom = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/**
 * True for a plain addr-spec (RFC 5321, section 4.1.2): dot-atom local part of at most 64 characters, a domain of labels.
 * Quoted local parts, comments, domain literals and anything with a control character are not addresses we write to.
 */
export const isEmailAddress = (text: string): boolean => {
  if (text.length > 254) return false;
  const at = text.lastIndexOf('@');
  if (at < 1 || at > 64) return false;
  return (
    atom.test(text.slice(0, at)) &&
    text
      .slice(at + 1)
      .split('.')
      .every((part) => label.test(part))
  );
};

/** The form in which addresses are compared: lower case, NFC. */
export const foldAddress = (address: string): string => address.normalize('NFC').toLowerCase();
