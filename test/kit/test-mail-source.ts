import type { FetchedMail, MailSource } from '../../src/ports/mail-source.ts';
import type { MailRef } from '../../src/ticket/source-mail.ts';

/** A mailbox in memory. */
export interface TestMailSource extends MailSource {
  /** Puts a raw mail into a folder. */
  put(raw: string | Uint8Array, folder?: string): MailRef;
  /** Is the mail still in its folder? */
  has(ref: MailRef): boolean;
  /** Lets the next calls of a verb fail. */
  breakNext(verb: 'fetch' | 'remove', times?: number): void;
  /** Renumbers the mailbox, as an IMAP server does after a repair. */
  renumber(): void;
  /** How often each verb was called. */
  readonly calls: { fetch: number; remove: number };
}

/**
 * A mailbox that a test fills.
 *
 * @example
 * ```ts
 * import { createTestMailSource } from 'ticketwerk/testing';
 *
 * const mailbox = createTestMailSource('support');
 * const ref = mailbox.put('Subject: Hello\r\n\r\nGood morning');
 * mailbox.breakNext('remove');
 * console.log(mailbox.has(ref)); // true
 * ```
 */
export const createTestMailSource = (mailbox: string): TestMailSource => {
  const mails = new Map<string, Uint8Array>();
  const broken = { fetch: 0, remove: 0 };
  const calls = { fetch: 0, remove: 0 };
  let uidValidity = 1;
  let lastUid = 0;
  const keyOf = (ref: MailRef) => JSON.stringify([ref.folder, ref.uid]);
  const enter = (verb: 'fetch' | 'remove') => {
    calls[verb] += 1;
    if (broken[verb] > 0) {
      broken[verb] -= 1;
      throw new Error(`The mailbox cannot ${verb} now.`);
    }
  };
  return {
    calls,
    put: (raw, folder = 'INBOX') => {
      lastUid += 1;
      const ref = { mailbox, folder, uidValidity: String(uidValidity), uid: String(lastUid) };
      mails.set(keyOf(ref), typeof raw === 'string' ? new TextEncoder().encode(raw) : raw);
      return ref;
    },
    has: (ref) => mails.has(keyOf(ref)),
    breakNext: (verb, times = 1) => {
      broken[verb] = times;
    },
    renumber: () => {
      uidValidity += 1;
    },
    list: async ({ folder, limit }) =>
      [...mails]
        .map(([key, raw]) => ({ place: JSON.parse(key) as [string, string], raw }))
        .filter(({ place }) => place[0] === folder)
        .slice(0, limit)
        .map(({ place, raw }) => ({
          ref: { mailbox, folder, uidValidity: String(uidValidity), uid: place[1] },
          subject: /^subject: *(.*)$/im.exec(new TextDecoder().decode(raw))?.[1] ?? '',
          from: /^from: *(.*)$/im.exec(new TextDecoder().decode(raw))?.[1] ?? '',
          size: raw.byteLength,
        })),
    fetch: async (ref): Promise<FetchedMail> => {
      enter('fetch');
      if (ref.uidValidity !== String(uidValidity)) return { outcome: 'stale' };
      const raw = mails.get(keyOf(ref));
      return raw === undefined ? { outcome: 'missing' } : { outcome: 'found', raw };
    },
    remove: async (ref) => {
      enter('remove');
      if (ref.uidValidity !== String(uidValidity)) return 'stale';
      return mails.delete(keyOf(ref)) ? 'removed' : 'missing';
    },
  };
};
