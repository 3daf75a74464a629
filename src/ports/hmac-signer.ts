import type { Issue } from '../refusal/refusal.ts';
import { RefusedError } from '../refusal/refused-error.ts';
import { base32 } from '../text/base32.ts';
import { keyedFingerprint } from '../text/fingerprint.ts';
import { sameText } from '../text/same-text.ts';
import type { SignedPurpose, Signer } from './signer.ts';

/** A key that signs. */
export interface SigningKey {
  /** One letter or digit, which stands in front of every signature, so that keys can be told apart; case does not matter. */
  readonly id: string;
  /** At least 32 characters of chance, kept secret; the same in every process of the desk. */
  readonly secret: string;
}

/** Options of the shipped signer. */
export interface HmacSignerOptions {
  /**
   * The first one signs, all of them verify. To change keys put the new one in front, and take the old one away when nobody answers
   * mails of its time any more.
   */
  readonly keys: readonly [SigningKey, ...SigningKey[]];
}

/** 128 bits in base 32. */
const macLength = 26;

/**
 * The shipped signer: the first 128 bits of HMAC-SHA-256, behind the id of the key.
 *
 * @throws RefusedError `config_invalid` when there is no key, an id is used twice or is not one letter or digit, or a secret is short.
 *
 * @example
 * ```ts
 * import { createHmacSigner } from 'ticketwerk';
 *
 * const signer = createHmacSigner({ keys: [{ id: 'a', secret: 'thirty-two characters of chance!' }] });
 * console.log(signer.verify('message_id', 'm1', signer.sign('message_id', 'm1').toUpperCase())); // true
 * ```
 */
export const createHmacSigner = ({ keys }: HmacSignerOptions): Signer => {
  checkKeys(keys);
  const secrets = new Map(keys.map(({ id, secret }) => [id.toLowerCase(), secret]));
  const newest = keys[0].id.toLowerCase();
  const sign = (key: string, purpose: SignedPurpose, text: string): string =>
    key + base32(keyedFingerprint(secrets.get(key) ?? '', `${purpose}\n${text}`).subarray(0, 16));
  return {
    sign: (purpose, text) => sign(newest, purpose, text),
    verify(purpose, text, signature) {
      const given = signature.toLowerCase();
      const key = given.slice(0, 1);
      return given.length === 1 + macLength && secrets.has(key) && sameText(given, sign(key, purpose, text));
    },
  };
};

const checkKeys = (keys: readonly SigningKey[]): void => {
  const ids = keys.map(({ id }) => id.toLowerCase());
  const problem = (path: Issue['path'], code: string, message: string): Issue => ({ path, code, message });
  const issues = [
    ...(keys.length === 0 ? [problem(['keys'], 'required', 'Give at least one key.')] : []),
    ...keys.flatMap(({ id, secret }, index) => [
      ...(/^[a-z0-9]$/i.test(id)
        ? []
        : [problem(['keys', index, 'id'], 'not_an_id', 'The id of a key is one letter or digit.')]),
      ...(ids.indexOf(id.toLowerCase()) === index
        ? []
        : [problem(['keys', index, 'id'], 'duplicate', `There is a key "${id}" already; choose another id.`)]),
      ...(secret.length >= 32
        ? []
        : [problem(['keys', index, 'secret'], 'too_short', 'A secret has at least 32 characters.')]),
    ]),
  ];
  if (issues.length === 0) return;
  throw new RefusedError({
    code: 'config_invalid',
    message: issues.map(({ message }) => message).join(' '),
    issues,
    data: {},
  });
};
