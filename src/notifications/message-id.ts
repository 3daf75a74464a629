import type { Mail } from './mail.ts';

/** The Message-ID of a letter (RFC 5322, section 3.6.4); both ids hold random parts. */
export const messageIdOf = (mail: Pick<Mail, 'id' | 'ticket'>, domain: string): string =>
  `<t${mail.ticket}.${mail.id}@${domain}>`;

/** An id that every mail of a ticket refers to, so that mail programs show them as one conversation. */
export const threadRootOf = (ticket: string, domain: string): string => `<t${ticket}@${domain}>`;
