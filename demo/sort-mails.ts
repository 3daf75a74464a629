import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Agent, isRefused, type MailListing, type MailRef } from 'ticketwerk';
import { createFolderMailSource } from 'ticketwerk/folder';
import type { caretaker, helpdesk } from './areas.ts';
import { say } from './transcript.ts';

type DemoAgent = Agent<typeof helpdesk | typeof caretaker>;
type Sorted =
  | { readonly kind: 'ticket'; readonly ticket: string; readonly line: string }
  | { readonly kind: 'duplicate' | 'set aside'; readonly reason: string };

/** An agent goes through the mailbox: every mail becomes a ticket, is a duplicate, or is set aside with a reason. */
export const sortMails = async (agent: DemoAgent, folder: string) => {
  const mails = await agent.mailbox.list({ mailbox: 'support', limit: 10_000 });
  const counts = { ticket: 0, duplicate: 0, 'set aside': 0 };
  const tickets: string[] = [];
  for (const mail of mails) {
    const sorted = await sortMail(agent, mail);
    counts[sorted.kind] += 1;
    if (sorted.kind === 'ticket') tickets.push(sorted.ticket);
    else await putAway(mail.ref, path.join(folder, sorted.kind.replace(' ', '-')), path.join(folder, 'mailbox'));
    say(
      `${sorted.kind.padEnd(9)} ${sorted.kind === 'ticket' ? sorted.line : `${mail.subject || '(no subject)'}: ${sorted.reason}`}`,
    );
  }
  return {
    counts,
    tickets,
    seen: mails.length,
    left: (await agent.mailbox.list({ mailbox: 'support', limit: 10_000 })).length,
  };
};

const sortMail = async (agent: DemoAgent, { ref }: MailListing): Promise<Sorted> => {
  try {
    const prepared = await agent.tickets.prepare({ from: { mail: ref } });
    const copy = prepared.warnings.find(
      ({ code, params }) => code === 'duplicate_message_id' && params?.sameContent === true,
    );
    if (copy !== undefined) return { kind: 'duplicate', reason: 'the same letter is at a ticket already' };
    const addressed = prepared.mail?.to.some(({ address }) => address.startsWith('hausmeister@')) === true;
    const { ticket, warnings } = await agent.tickets.create({
      area: addressed ? 'caretaker' : 'helpdesk',
      from: { mail: ref },
      ...gaps(prepared.fields),
    });
    const notes = warnings.map(({ code }) => code).join(', ');
    return {
      kind: 'ticket',
      ticket: ticket.id,
      line: `${ticket.number}  ${ticket.subject}${notes === '' ? '' : `  (${notes})`}`,
    };
  } catch (error) {
    if (!isRefused(error)) throw error;
    const reason = error.issues.length > 0 ? error.issues.map(({ message }) => message).join(' ') : error.message;
    return { kind: error.code === 'already_done' ? 'duplicate' : 'set aside', reason };
  }
};

/** What a person fills in where a mail says nothing. Without a sender there is nobody to answer, so that stays a refusal. */
const gaps = ({ subject, description, requester }: Awaited<ReturnType<DemoAgent['tickets']['prepare']>>['fields']) => ({
  ...(subject === '' ? { subject: '(no subject)' } : {}),
  ...(description === '' ? { description: '(no text)' } : {}),
  ...(requester.name === '' ? { requester: { name: requester.email || null } } : {}),
});

/** The agent takes the mail out of the mailbox himself; it is kept where he can find it again. */
const putAway = async (ref: MailRef, to: string, mailbox: string): Promise<void> => {
  const source = createFolderMailSource({ path: mailbox });
  const fetched = await source.fetch(ref);
  if (fetched.outcome === 'found') {
    await mkdir(to, { recursive: true });
    await writeFile(path.join(to, `${ref.uid.replaceAll(/[^\w.-]/g, '_')}.eml`), fetched.raw);
  }
  if (fetched.outcome !== 'too_big') await source.remove(ref);
};
