import path from 'node:path';
import { createDesk, rolePolicy } from 'ticketwerk';
import { createFolderMailSource } from 'ticketwerk/folder';
import { createMimeParser } from 'ticketwerk/mime';
import { createPgliteStore } from 'ticketwerk/postgres';
import { createSmtpMailer } from 'ticketwerk/smtp';
import { caretaker, helpdesk } from './areas.ts';
import { directory, rolesOf } from './crm.ts';

const agent = ['ticket.create', 'ticket.read', 'ticket.edit', 'mail.convert', 'work'] as const;

/** The desk of the demo: a database in a folder, a mailbox in a folder, a real mail server. */
export const openDesk = async (folder: string, smtpUrl: string) => {
  const store = await createPgliteStore({ folder: path.join(folder, 'database') });
  const desk = createDesk({
    areas: [helpdesk, caretaker],
    store,
    // The demo waits for nobody who might take a mail back.
    undoSeconds: 0,
    authorizer: rolePolicy({
      roles: { agent: { helpdesk: agent, caretaker: agent }, lead: { '*': ['*'] } },
      rolesOf,
      mailboxes: { agent: ['support'], lead: ['*'] },
    }),
    directory,
    parser: createMimeParser(),
    mailer: createSmtpMailer({ url: smtpUrl, from: 'Werk Service <support@werk.example>' }),
    mailboxes: { support: { source: createFolderMailSource({ path: path.join(folder, 'mailbox') }) } },
    links: (ticket, side) => `https://crm.werk.example/${side}/tickets/${ticket}`,
    logger: { warn: (message, details) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`) },
  });
  await desk.migrate();
  return { desk, close: () => store.close() };
};

export type DemoDesk = Awaited<ReturnType<typeof openDesk>>['desk'];
