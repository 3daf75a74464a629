import { createDesk, defaultArea, defineWorkflow, rolePolicy } from 'ticketwerk';
import { createHttpClient } from 'ticketwerk/client';
import { createHttpHandler } from 'ticketwerk/http';
import { createMemoryStore } from 'ticketwerk/memory';
import { createMimeParser } from 'ticketwerk/mime';
import { drawSvg } from 'ticketwerk/pictures';
import { createPgliteStore } from 'ticketwerk/postgres';
import { createSmtpMailer } from 'ticketwerk/smtp';

const main = async (): Promise<void> => {
  const parsed = await createMimeParser().parse(new TextEncoder().encode('Subject: Hello\r\n\r\nGood morning'));
  const mailer = createSmtpMailer({ url: 'smtp://127.0.0.1:2525', from: 'Help-Desk <support@example.com>' });
  const store = await createPgliteStore();
  await store.migrate();
  await store.close();
  const flow = defineWorkflow({
    id: 'flow',
    name: 'Flow',
    initial: 'new',
    steps: { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } },
    transitions: { close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work' } },
  });
  const [, title] = /<title>(.*)<\/title>/.exec(await drawSvg(flow.definition)) ?? [];
  const desk = createDesk({
    areas: [defaultArea()],
    store: createMemoryStore(),
    authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
  });
  const handler = createHttpHandler({ desk, authenticate: () => ({ user: 'ada' }) });
  const { agent } = createHttpClient<typeof desk>({ url: 'https://crm.example/ticketwerk', fetch: handler });
  const { count } = await agent.tickets.count();
  console.log(parsed.outcome === 'parsed' ? parsed.mail.subject : parsed.reason, mailer.from.name, title, count);
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
