import { foldAddress, type MailAddress } from '../../src/text/email-address.ts';
import { headerLine } from './header-line.ts';

interface Entry {
  readonly name?: unknown;
  readonly address?: unknown;
  readonly group?: unknown;
}

/** One `@`, nothing that a header, an envelope or a list of addresses would read as more than an address. */
const usable = /^[^\s@<>(),;:\\"[\]]{1,254}@[^\s@<>(),;:\\"[\]]{1,254}$/;

/** The addresses of a header in order, groups flattened (RFC 5322, section 3.4), what is no address left out. */
export const addresses = (header: unknown): MailAddress[] => {
  const seen = new Set<string>();
  const result: MailAddress[] = [];
  for (const entry of entries(header)) {
    const address = headerLine(entry.address);
    const key = foldAddress(address);
    if (!usable.test(address) || seen.has(key)) continue;
    seen.add(key);
    result.push({ name: headerLine(entry.name), address });
  }
  return result;
};

const entries = (header: unknown): Entry[] => {
  if (Array.isArray(header)) return header.flatMap(entries);
  if (typeof header !== 'object' || header === null) return [];
  if ('value' in header) return entries(header.value);
  const entry: Entry = header;
  return Array.isArray(entry.group) ? entries(entry.group) : [entry];
};
