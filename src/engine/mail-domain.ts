import type { Engine } from './engine.ts';

/** The domain in Message-IDs: the sender's; without a mailer one that can never exist (RFC 2606, section 2). */
export const mailDomain = (engine: Pick<Engine, 'mailer'>): string =>
  engine.mailer?.from.address.split('@').at(-1) ?? 'ticketwerk.invalid';
