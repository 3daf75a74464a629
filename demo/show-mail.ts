import { createMimeParser } from 'ticketwerk/mime';
import type { CaughtMail } from './mail-catcher.ts';
import { quote, say } from './transcript.ts';

const parser = createMimeParser();

/** Shows a mail as its recipient reads it. */
export const showMail = async ({ from, to, raw }: CaughtMail): Promise<void> => {
  const parsed = await parser.parse(raw);
  if (parsed.outcome !== 'parsed') throw new Error(`The mail server got a mail that nobody can read: ${parsed.reason}`);
  say(`→ ${to.join(', ')} receives${from === '' ? ' (automatic, null sender)' : ''}: ${parsed.mail.subject}`);
  say(quote(parsed.mail.text));
};
