import { isSingleLine } from '../../src/text/clean-text.ts';
import { parseSender } from './parse-sender.ts';

/** Headers that have a field of their own in the mail, or that others write on its way. */
const own =
  /^(from|sender|to|cc|bcc|subject|date|message-id|in-reply-to|references|mime-version|return-path|received|resent-.*|content-.*)$/;

/** What is wrong with the further headers, or null. Names are field names (RFC 5322, section 2.2), values a single line. */
export const headerProblem = (headers: Readonly<Record<string, string>>): string | null => {
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (!/^[!-9;-~]{1,76}$/.test(name)) return 'A header has a name that is not one.';
    if (own.test(key)) return `The header ${name} cannot be given; it is made from the mail itself.`;
    if (seen.has(key)) return `The header ${name} is given twice.`;
    seen.add(key);
    if (!isSingleLine(value)) return `The header ${name} is not a single line.`;
    if (/\S{900}/.test(value)) return `The header ${name} cannot be folded.`;
    if (key === 'reply-to' && parseSender(value) === null) return 'Reply-To is not an address.';
  }
  return null;
};
