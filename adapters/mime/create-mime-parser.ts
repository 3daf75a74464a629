import { type SimpleParserOptions, simpleParser } from 'mailparser';
import type { MailParser, ParsedMail } from '../../src/ports/mail-parser.ts';
import { RefusedError } from '../../src/refusal/refused-error.ts';
import { cleanLine } from '../../src/text/clean-text.ts';
import { cutText } from '../../src/text/cut-text.ts';
import { mailText } from './mail-text.ts';
import { readableBytes } from './readable-bytes.ts';
import { toParsedMail } from './to-parsed-mail.ts';
import { within } from './within.ts';

/** Limits of what is read. */
export interface MimeParserOptions {
  /** The largest mail that is looked at, in bytes; a larger one is `unparseable` for the reason `too_big`. Default 25 MiB. */
  readonly maxBytes?: number;
  /**
   * How long to wait for a mail, in milliseconds; then it is `unparseable` for the reason `too_slow`. Default 30 000.
   * mailparser never comes back from some mails, such as one that ends within the headers of an embedded message.
   */
  readonly timeout?: number;
}

/**
 * No work that nobody asked for: no links, no inlined images, no checksums.
 *
 * `maxHtmlLengthToParse: 0` keeps mailparser from turning HTML into text by itself, and makes it say (`textConversionError`)
 * when HTML has no text beside it. `skipHtmlToText` would drop such HTML without a word: an HTML mail to which a mailing list
 * adds a plain footer would have the footer as its text.
 */
const lean: SimpleParserOptions = {
  maxHtmlLengthToParse: 0,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepCidLinks: true,
  checksumAlgo: false,
};

/**
 * Reads mails with mailparser: decodes, cleans every header, and turns HTML into text where there is no other text.
 * Fetches nothing and never throws; a mail it gives up on is `unparseable` with the reason.
 *
 * @throws RefusedError `config_invalid` when a limit is not a positive whole number.
 *
 * @example
 * ```ts
 * import { createMimeParser } from 'ticketwerk/mime';
 *
 * const parser = createMimeParser();
 * const result = await parser.parse(new TextEncoder().encode('Subject: Hello\r\n\r\nGood morning'));
 * ```
 */
export const createMimeParser = (options: MimeParserOptions = {}): MailParser => {
  const { maxBytes = 25 * 1024 * 1024, timeout = 30_000 } = options;
  checkLimits({ maxBytes, timeout });
  return {
    async parse(raw) {
      if (raw.byteLength > maxBytes) return { outcome: 'unparseable', reason: 'too_big' };
      try {
        const mail = await within(timeout, parsed(readableBytes(raw)));
        return mail === 'late' ? { outcome: 'unparseable', reason: 'too_slow' } : { outcome: 'parsed', mail };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { outcome: 'unparseable', reason: cutText(cleanLine(message), 500) || 'unknown' };
      }
    },
  };
};

const parsed = async (bytes: Buffer): Promise<ParsedMail> => {
  const mail = await simpleParser(bytes, lean);
  const text = await mailText(mail, () => simpleParser(bytes, { ...lean, skipTextToHtml: false }));
  return toParsedMail(mail, text);
};

const checkLimits = (limits: Readonly<Record<string, number>>): void => {
  const issues = Object.entries(limits)
    .filter(([, value]) => !Number.isSafeInteger(value) || value < 1 || value > 0x7fff_ffff)
    .map(([name]) => ({ path: [name], code: 'not_a_limit', message: `\`${name}\` must be a whole number above 0.` }));
  if (issues.length === 0) return;
  const message = issues.map((issue) => issue.message).join(' ');
  throw new RefusedError({ code: 'config_invalid', message, issues, data: {} });
};
