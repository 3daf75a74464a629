import { domainToASCII } from 'node:url';
import { isEmailAddress } from '../../src/text/email-address.ts';

/**
 * The address as it stands in the envelope, with the domain in ASCII (RFC 5891), or null if it is not one we write to.
 *
 * nodemailer would convert the domain by itself, with the host parser of URLs: that makes `a@0x7f.1` a mail to 127.0.0.1.
 * So the domain is converted here, and refused when the parser took it for a number.
 */
export const wireAddress = (address: string): string | null => {
  if (!isEmailAddress(address)) return null;
  const at = address.lastIndexOf('@');
  const wire = domainToASCII(address.slice(at + 1));
  const labels = wire.split('.');
  if (wire === '' || wire.length > 253 || labels.some((label) => label === '' || label.length > 63)) return null;
  if (/^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '')) return null;
  return `${address.slice(0, at)}@${wire}`;
};
