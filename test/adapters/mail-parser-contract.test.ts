import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import type { MailParser, ParsedMail } from '../../src/ports/mail-parser.ts';
import { mailParserContract } from '../kit/mail-parser-contract.ts';

describe('the parser that ships keeps its promises', () => {
  test.each(mailParserContract)('$title', ({ run }) => run(createMimeParser()));
});

const broken = (change: (mail: ParsedMail) => Partial<ParsedMail>): MailParser => ({
  async parse(raw) {
    const result = await createMimeParser().parse(raw);
    return result.outcome === 'parsed'
      ? { outcome: 'parsed', mail: { ...result.mail, ...change(result.mail) } }
      : result;
  },
});

describe('the contract fails a parser', () => {
  test.each<[string, string, MailParser]>([
    ['sorts headers', 'headers-in-order', broken(({ headers }) => ({ headers: [...headers].reverse() }))],
    [
      'gives names as they were written',
      'headers-in-order',
      broken(({ headers }) => ({ headers: headers.map((one) => ({ ...one, name: one.name.toUpperCase() })) })),
    ],
    [
      'leaves values undecoded',
      'headers-decoded',
      broken(({ headers }) => ({ headers: headers.map((one) => ({ ...one, value: encodeURI(one.value) })) })),
    ],
    ['lets line breaks through', 'headers-clean', broken(({ subject }) => ({ subject: subject.replace(' ', '\r\n') }))],
    [
      'takes inner headers for its own',
      'headers-of-the-mail-alone',
      broken(({ headers }) => ({ headers: [...headers, { name: 'x-inner', value: '1' }] })),
    ],
    ['mixes up people', 'people', broken(({ from }) => ({ sender: from }))],
    ['throws', 'never-throws', { parse: () => Promise.reject(new Error('broken')) }],
  ])('that %s', async (_, id, parser) => {
    const found = mailParserContract.find((one) => one.id === id);
    await expect(found?.run(parser)).rejects.toThrow();
  });
});
