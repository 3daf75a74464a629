import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReport } from '../../src/mail-rules/read-report.ts';
import { readSignedAddress, signedAddress } from '../../src/mail-rules/signed-address.ts';
import { readMessageId, signedMessageId } from '../../src/mail-rules/signed-message-id.ts';
import { signing } from '../unit/received-mail.ts';

const runs = { numRuns: 400 };
const anyId = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const lowerId = fc.stringMatching(/^[a-z0-9_-]{1,25}$/);
const domain = fc.constantFrom('desk.example', 'Desk.Example', 'bücher.example');
const anyCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) =>
      Array.from(text, (character, index) => (upper[index] ? character.toUpperCase() : character)).join(''),
    );

test('what was signed is read back: any ids in a Message-ID, any case in an address', () => {
  fc.assert(
    fc.property(anyId, anyId, anyId, domain, (ticket, mail, random, at) => {
      const messageId = signedMessageId({ ticket, mail, random, domain: at }, signing);
      expect(messageId).toMatch(/^<[^\s<>@]+@[^\s<>@]+>$/);
      expect(readMessageId(messageId, signing)).toEqual({ ticket, mail });
    }),
    runs,
  );
  const address = fc.tuple(lowerId, fc.constantFrom('ticket' as const, 'delivery' as const)).chain(([id, kind]) => {
    const made = signedAddress('support@desk.example', { kind, id }, signing) ?? '';
    return fc.record({ target: fc.constant({ kind, id }), written: anyCase(made) });
  });
  fc.assert(
    fc.property(address, ({ target, written }) => {
      expect(readSignedAddress(written, signing)).toEqual(target);
    }),
    runs,
  );
});

test('no forgery is read: random signatures, and single characters changed in a real one', () => {
  const signature = fc.stringMatching(/^a[a-z2-7]{26}$/);
  fc.assert(
    fc.property(lowerId, lowerId, signature, (ticket, mail, forged) => {
      expect(readMessageId(`<t${ticket}.${mail}.r.${forged}@desk.example>`, signing)).toBeNull();
      expect(readSignedAddress(`support+t${ticket}.${forged}@desk.example`, signing)).toBeNull();
    }),
    runs,
  );
  const real = signedMessageId({ ticket: 't1', mail: 'm1', random: 'r1', domain: 'desk.example' }, signing);
  const address = signedAddress('support@desk.example', { kind: 'ticket', id: 't1' }, signing) ?? '';
  fc.assert(
    fc.property(fc.nat(real.length - 1), fc.constantFrom(...'abcxyz2345.=+@-'), (at, character) => {
      const changed = real.slice(0, at) + character + real.slice(at + 1);
      if (changed !== real) expect(readMessageId(changed, signing)).toBeNull();
    }),
    runs,
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: address.indexOf('@') - 1 }),
      fc.constantFrom(...'abcxyz2345.+-'),
      (at, character) => {
        const changed = address.slice(0, at) + character + address.slice(at + 1);
        if (changed.toLowerCase() !== address) expect(readSignedAddress(changed, signing)).toBeNull();
      },
    ),
    runs,
  );
});

test('any bytes at all make a report without throwing, and nothing in it has a control character', () => {
  const words = fc.constantFrom(
    ...[
      'Content-Type: multipart/report; boundary=b\r\n\r\n',
      '--b\r\n',
      '--b--',
      '\r\n\r\n',
      'Content-Type: message/delivery-status\n\n',
    ],
    ...[
      'Final-Recipient: rfc822;',
      ' a@b.example',
      'Message-ID: <',
      'x@y>',
      'Content-Transfer-Encoding: base64\r\n\r\n',
      'Status: 5.1.1',
    ],
  );
  const piece = fc.oneof(
    words.map((text) => new TextEncoder().encode(text)),
    fc.uint8Array({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const report = readReport(Uint8Array.from(pieces.flatMap((bytes) => [...bytes])));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
      expect(JSON.stringify(report)).not.toMatch(/\\u00|[\u0000-\u001f\u007f]/);
    }),
    runs,
  );
});
