import { describe, expect, test } from 'vitest';
import { readAuthentication } from '../../src/mail-rules/read-authentication.ts';
import { receivedMail } from './received-mail.ts';

const trusted = ['mx.desk.example'];
const read = (...lines: string[]) =>
  readAuthentication(
    receivedMail(
      {},
      lines.map((line) => `Authentication-Results: ${line}`),
    ),
    trusted,
  );
const passed = 'mx.desk.example; dmarc=pass header.from=acme.example';

describe('what a trusted server found out (RFC 8601)', () => {
  test('is read, with comments, versions and several methods', () => {
    expect(
      read(
        'MX.desk.example 1; spf=softfail (not (really) dmarc=pass) smtp.mailfrom=acme.example; dkim=fail; dkim/1=pass header.d=acme.example; dmarc = pass (p=none; dis=none) header.from=Acme.example',
      ),
    ).toEqual({ dmarc: 'pass', spf: 'fail', dkim: 'pass', server: 'mx.desk.example' });
  });

  test.each([
    ['none', 'dmarc=none header.from=acme.example'],
    ['fail', 'dmarc=fail (p=reject) header.from=acme.example'],
    ['unknown', 'dmarc=temperror header.from=acme.example'],
    ['unknown', 'spf=pass smtp.mailfrom=acme.example'],
    ['none', 'dmarc=bestguesspass action=none header.from=acme.example'],
    ['unknown', 'dmarc=__proto__'],
    ['unknown', 'dmarc=constructor header.from=acme.example'],
    ['unknown', 'none'],
  ])('%s: %s', (dmarc, statement) => {
    expect(read(`mx.desk.example; ${statement}`).dmarc).toBe(dmarc);
  });

  test('counts only from the topmost header of its name', () => {
    expect(read('mx.desk.example; dmarc=fail header.from=acme.example', passed).dmarc).toBe('fail');
    expect(read('mx.desk.example; none', passed).dmarc).toBe('unknown');
    expect(read('elsewhere.example; dmarc=fail', passed).dmarc).toBe('pass');
  });

  test('nobody else is believed', () => {
    const unknown = { dmarc: 'unknown', spf: 'unknown', dkim: 'unknown', server: null };
    expect(read('elsewhere.example; dmarc=pass header.from=acme.example')).toEqual(unknown);
    expect(readAuthentication(receivedMail({}, [`Authentication-Results: ${passed}`]), [])).toEqual(unknown);
    const others = [
      `ARC-Authentication-Results: i=1; ${passed}`,
      `X-Original-Authentication-Results: ${passed}`,
      'Received-SPF: pass',
    ];
    expect(readAuthentication(receivedMail({}, others), trusted)).toEqual(unknown);
  });

  test('a sender cannot write a pass into a comment, a quoted word or an escaped one', () => {
    for (const forged of [
      'spf=fail (; dmarc=pass header.from=acme.example)',
      'spf=fail smtp.mailfrom="x; dmarc=pass header.from=acme.example"@evil.example',
      'spf=fail smtp.mailfrom="\\"; dmarc=pass header.from=acme.example "',
      'spf=fail ((unclosed); dmarc=pass header.from=acme.example',
    ]) {
      expect(read(`mx.desk.example; ${forged}`).dmarc).toBe('unknown');
    }
  });

  test('a pass for another domain than that of From is none, nor is one for a mail with two From headers', () => {
    expect(read('mx.desk.example; dmarc=pass header.from=evil.example').dmarc).toBe('unknown');
    expect(read('mx.desk.example; dmarc=pass').dmarc).toBe('unknown');
    expect(
      read('mx.desk.example; dmarc=pass header.from=acme.example; dmarc=fail header.from=acme.example').dmarc,
    ).toBe('fail');
    const two = receivedMail({}, ['From: evil@evil.example', `Authentication-Results: ${passed}`]);
    expect(readAuthentication(two, trusted).dmarc).toBe('unknown');
    expect(readAuthentication(receivedMail({ from: null }, [`Authentication-Results: ${passed}`]), trusted).dmarc).toBe(
      'unknown',
    );
  });
});
