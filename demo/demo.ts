// npm run demo [-- DIR]: mails from a folder become tickets, and people work on them until the closing mail has arrived.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { bringMails } from './bring-mails.ts';
import { openMailCatcher } from './mail-catcher.ts';
import { openDesk } from './open-desk.ts';
import { sortMails } from './sort-mails.ts';
import { heading, say } from './transcript.ts';
import { workIncident, workStatusTicket } from './work-tickets.ts';

const mails = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, 'mails'));
const folder = path.resolve(process.env.TICKETWERK_DEMO_DATA ?? '.demo');

await mkdir(folder, { recursive: true });
const catcher = await openMailCatcher();
const { desk, close } = await openDesk(folder, catcher.url);
try {
  const brought = await bringMails(mails, path.join(folder, 'mailbox'));
  heading(`${brought} mails from ${path.basename(mails)}`);
  const { counts, tickets, seen, left } = await sortMails(desk.as({ user: 'ada' }), folder);

  const ada = desk.as({ user: 'ada' });
  const fresh = await Promise.all(tickets.map((id) => ada.tickets.get(id)));
  const incident =
    fresh.find(({ workflow, requester }) => workflow === 'incident' && requester.contact !== null) ??
    fresh.find(({ workflow }) => workflow === 'incident');
  const statusTicket = fresh.find(({ mode }) => mode === 'status');
  if (incident !== undefined) await workIncident(desk, incident.id, catcher.caught);
  if (statusTicket !== undefined) await workStatusTicket(desk, statusTicket.id, catcher.caught);

  heading('Sums');
  const sum = counts.ticket + counts.duplicate + counts['set aside'];
  say(
    `${brought} mails = ${counts.ticket} tickets + ${counts.duplicate} duplicates + ${counts['set aside']} set aside; ${left} left in the mailbox`,
  );
  say(`${catcher.caught.length} mails delivered; the data is kept for the next run`);
  if (brought !== seen || sum !== brought || left !== 0) throw new Error('The sums do not agree.');
} finally {
  await close();
  await catcher.close();
}
