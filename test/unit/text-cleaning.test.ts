import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText, isSingleLine, trimmedLine } from '../../src/text/clean-text.ts';
import { cutText } from '../../src/text/cut-text.ts';
import { foldAddress, isEmailAddress } from '../../src/text/email-address.ts';

/** Control characters and halves of characters included. */
const anyText = fc
  .array(fc.oneof(fc.nat({ max: 0xff }), fc.nat({ max: 0xffff })), { maxLength: 200 })
  .map((codes) => String.fromCharCode(...codes));

describe('text for a store', () => {
  test('has LF line ends, no control characters but tab and line feed, no half characters, and is composed', () => {
    expect(cleanText('a\r\nb\rc\nd\te')).toBe('a\nb\nc\nd\te');
    expect(cleanText('a\u0000\u0007\u000b\u000c\u001b\u007fb')).toBe('ab');
    expect(cleanText('\ud83d|\udd25|\ud83d\udd25')).toBe('\ufffd|\ufffd|🔥');
    expect(cleanText('u\u0308')).toBe('ü');
  });

  test('is the same when cleaned again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });
});

describe('one line', () => {
  test('holds no line break of any kind, nor runs of white space', () => {
    expect(cleanLine('  a \r\n\t b\u2028c\u2029d\u0085e\u00a0\u3000f ')).toBe('a b c d e f');
  });

  test('may stand in a header, whatever it was made of', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(isSingleLine(cleanLine(text))).toBe(true);
      }),
    );
  });

  test('that somebody typed keeps its control characters, so that they can be refused', () => {
    expect(trimmedLine(' a\r\nb\u0000 \n')).toBe('a\r\nb\u0000');
    expect(trimmedLine('u\u0308 \ud800')).toBe('ü \ufffd');
  });

  test.each(['\r', '\n', '\r\n', '\u0000', '\t', '\u001f', '\u007f', '\u0085', '\u2028', '\u2029'])(
    'is not one with %j in it',
    (sign) => {
      expect(isSingleLine(`a${sign}b`)).toBe(false);
      expect(isSingleLine('a b \u00a0 é 🔥')).toBe(true);
    },
  );
});

describe('cutting', () => {
  test('leaves what fits alone', () => {
    expect(cutText('abc', 3)).toBe('abc');
    expect(cutText('', 0)).toBe('');
  });

  test('never splits what people see as one character', () => {
    expect(cutText('ab🔥c', 3)).toBe('ab');
    expect(cutText('ab👩‍🚒c', 6)).toBe('ab');
    expect(cutText('ab👩‍🚒c', 7)).toBe('ab👩‍🚒');
    expect(cutText('abe\u0301\u0323c', 4)).toBe('ab');
    expect(cutText('🇩🇪🇫🇷', 6)).toBe('🇩🇪');
  });

  test('splits a character only where it is longer than everything that is left', () => {
    expect(cutText(`e${'\u0301'.repeat(400)}`, 255)).toBe(`e${'\u0301'.repeat(254)}`);
    expect(cutText('👩‍🚒👩‍🚒', 4)).toBe('👩‍');
    expect(cutText('🔥', 1)).toBe('');
  });

  test('gives a beginning of at most that length, without half characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(100), (text, limit) => {
        const cut = cutText(text, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});

describe('an address', () => {
  test.each([
    'bob@acme.example',
    'b@localhost',
    'Bob.Baker+tag@sub.acme.example',
    "o'neil_1%x@acme.example",
    'jörg@müller.example',
    'рик@почта.example',
    `${'x'.repeat(64)}@acme.example`,
    'bob@xn--mller-kva.example',
    'bob@1and1.example',
  ])('%s is one', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  test.each([
    '',
    '@',
    'bob',
    'bob@',
    '@acme.example',
    'bob@@acme.example',
    'bob@eve@acme.example',
    'bob baker@acme.example',
    ' bob@acme.example',
    'bob@acme.example ',
    'bob@acme.example\n',
    'bob@acme.example\r\nBcc: eve@evil.example',
    'bob\u0000@acme.example',
    '"bob"@acme.example',
    'bob(comment)@acme.example',
    'bob@[127.0.0.1]',
    'bob@acme..example',
    'bob@.acme.example',
    'bob@acme.example.',
    'bob@-acme.example',
    'bob@acme-.example',
    '.bob@acme.example',
    'bob.@acme.example',
    'b..b@acme.example',
    'bob,eve@acme.example',
    'bob;eve@acme.example',
    'Bob <bob@acme.example>',
    'bob@ac_me.example',
    'bob\ud800@acme.example',
    `${'x'.repeat(65)}@acme.example`,
    `bob@${'x'.repeat(64)}.example`,
    `bob@${'acme.'.repeat(60)}example`,
  ])('%j is none', (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });

  test('is compared without case and however it is composed', () => {
    expect(foldAddress('Bob@ACME.example')).toBe('bob@acme.example');
    expect(foldAddress('Ju\u0308rgen@acme.example')).toBe('jürgen@acme.example');
  });

  test('holds nothing that a header could read as more than an address', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (isEmailAddress(text)) expect(text).toMatch(/^[^\s<>(),;:\\"[\]]+@[^\s<>(),;:\\"[\]@]+$/);
        expect(isEmailAddress(`${text}\r\nBcc: eve@evil.example`)).toBe(false);
      }),
    );
  });
});
