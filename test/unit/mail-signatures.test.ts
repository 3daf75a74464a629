import { describe, expect, test } from 'vitest';
import { readSignedAddress, signedAddress } from '../../src/mail-rules/signed-address.ts';
import { readMessageId, signedMessageId, signedThreadRoot } from '../../src/mail-rules/signed-message-id.ts';
import { createHmacSigner } from '../../src/ports/hmac-signer.ts';
import { randomIds } from '../../src/ports/random-ids.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { base32 } from '../../src/text/base32.ts';
import { sameText } from '../../src/text/same-text.ts';
import { signing, strangerSigning } from './received-mail.ts';

const secret = (letter: string) => letter.repeat(32);
const key = (id: string, letter: string) => ({ id, secret: secret(letter) });
const id = randomIds.next(new Date('2026-03-03T13:00:00Z'));
const ticket = { kind: 'ticket', id } as const;

describe('the signer that ships', () => {
  test('signs with 128 bits in 27 letters and digits, and verifies in any case', () => {
    const signature = signing.signer.sign('message_id', 'text');
    expect(signature).toMatch(/^a[a-z2-7]{26}$/);
    expect(signing.signer.verify('message_id', 'text', signature.toUpperCase())).toBe(true);
    expect(signing.signer.verify('message_id', 'texts', signature)).toBe(false);
    expect(signing.signer.verify('reply_address', 'text', signature)).toBe(false);
  });

  test('a new key signs, the old one verifies until it is taken away', () => {
    const old = createHmacSigner({ keys: [key('a', 'x')] });
    const both = createHmacSigner({ keys: [key('B', 'y'), key('a', 'x')] });
    const now = createHmacSigner({ keys: [key('b', 'y')] });
    const [before, after] = [old.sign('instance', 'm'), both.sign('instance', 'm')];
    expect(after[0]).toBe('b');
    expect([both, now].map((one) => one.verify('instance', 'm', before))).toEqual([true, false]);
    expect([old, both, now].map((one) => one.verify('instance', 'm', after))).toEqual([false, true, true]);
  });

  test('keys that are none are refused, all at once', () => {
    const make = () => createHmacSigner({ keys: [key('a', 'x'), key('A', 'y'), { id: 'long', secret: 'short' }] });
    expect(make).toThrow(/one letter or digit/);
    try {
      make();
    } catch (error) {
      expect(isRefused(error) && error.issues.map(({ path, code }) => [path.join('.'), code])).toEqual([
        ['keys.1.id', 'duplicate'],
        ['keys.2.id', 'not_an_id'],
        ['keys.2.secret', 'too_short'],
      ]);
    }
  });

  test('base 32 is that of RFC 4648, and texts are the same or not', () => {
    const encoded = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) =>
      base32(new TextEncoder().encode(text)),
    );
    expect(encoded).toEqual(['', 'my', 'mzxq', 'mzxw6', 'mzxw6yq', 'mzxw6ytb', 'mzxw6ytboi']);
    expect(sameText('abc', 'abc')).toBe(true);
    for (const [a, b] of [
      ['abc', 'abd'],
      ['abc', 'abcabc'],
      ['abcabc', 'abc'],
      ['', 'a'],
      ['a', ''],
      ['', ''],
    ] as const) {
      expect(sameText(a, b)).toBe(false);
    }
  });
});

describe('signed addresses', () => {
  test('say which ticket or delivery they stand for, also when a mail system changed their case', () => {
    const address = signedAddress('support@desk.example', ticket, signing) ?? '';
    expect(address).toMatch(/^support\+t[a-z0-9]{25}\.[a-z0-9]{27}@desk\.example$/);
    expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
    for (const read of [address, address.toUpperCase(), address.toLowerCase()]) {
      expect(readSignedAddress(read, signing)).toEqual(ticket);
    }
    const delivery = { kind: 'delivery', id } as const;
    expect(readSignedAddress(signedAddress('support@desk.example', delivery, signing) ?? '', signing)).toEqual(
      delivery,
    );
  });

  test('a token for a ticket is none for a delivery, and none for another tenant or key', () => {
    const address = signedAddress('support@desk.example', ticket, signing) ?? '';
    expect(readSignedAddress(address.replace('+t', '+d'), signing)).toBeNull();
    expect(readSignedAddress(address, { ...signing, tenant: 'other' })).toBeNull();
    expect(readSignedAddress(address, strangerSigning)).toBeNull();
    expect(readSignedAddress('support@desk.example', signing)).toBeNull();
    expect(readSignedAddress('', signing)).toBeNull();
  });

  test('there is none that would be too long, or whose id depends on case', () => {
    expect(signedAddress('ninechars@desk.example', ticket, signing)).not.toBeNull();
    expect(signedAddress('tencharact@desk.example', ticket, signing)).toBeNull();
    expect(signedAddress('support@desk.example', { kind: 'ticket', id: 'V1StGXR8' }, signing)).toBeNull();
  });
});

describe('signed Message-IDs', () => {
  const said = { ticket: 't-1', mail: 'M_2.x', random: 'r@ 1', domain: 'Desk.example' };

  test('say ticket and mail, whatever characters ids have', () => {
    const messageId = signedMessageId(said, signing);
    expect(messageId).toMatch(/^<[A-Za-z0-9=.-]+@Desk\.example>$/);
    expect(readMessageId(messageId, signing)).toEqual({ ticket: 't-1', mail: 'M_2.x' });
    expect(readMessageId(messageId.replace('Desk', 'desk'), signing)).not.toBeNull();
    expect(
      readMessageId(signedMessageId({ ...said, ticket: '_', mail: '_', random: '_' }, signing), signing)?.ticket,
    ).toBe('_');
  });

  test('the root of a ticket is the same every time, and no mail', () => {
    const root = signedThreadRoot('t-1', 'desk.example', signing);
    expect(signedThreadRoot('t-1', 'desk.example', signing)).toBe(root);
    expect(readMessageId(root, signing)).toEqual({ ticket: 't-1', mail: null });
  });

  test('no part of one can be changed or swapped', () => {
    const messageId = signedMessageId(said, signing);
    const [ticketPart = '', mailPart = '', ...rest] = messageId.slice(2).split('.');
    for (const forged of [
      messageId.replace('t-1', 't-2'),
      `<t${[mailPart, ticketPart, ...rest].join('.')}`,
      messageId.replace('@Desk', '@evil'),
      messageId.replace('<t', '<'),
      `${messageId} `,
    ]) {
      expect(readMessageId(forged, signing)).toBeNull();
    }
    expect(readMessageId(messageId, strangerSigning)).toBeNull();
    expect(readMessageId(messageId, { ...signing, tenant: 'other' })).toBeNull();
  });
});
