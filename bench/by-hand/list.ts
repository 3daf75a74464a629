import { tenant } from './facts.ts';
import type { Sql, Statement } from './sql.ts';

const listOutbox: Statement = {
  name: 'by_hand_outbox',
  text: `select mail.*, ticket.number, ticket.subject as ticket_subject,
  (select coalesce(json_agg(delivery order by delivery.id), '[]') from ticketwerk.deliveries delivery
    where delivery.tenant = mail.tenant and delivery.mail = mail.id) as deliveries
from ticketwerk.mails mail
join ticketwerk.tickets ticket on ticket.tenant = mail.tenant and ticket.id = mail.ticket
where mail.tenant = $1 and coalesce('=' || mail.owner, '') = '=' || $2 and mail.state = any ($3)
order by mail.created_at desc, mail.id desc
limit 50`,
};

/** An agent's drafts and queued mails, newest first, in one statement. */
export const listByHand = async ({ run }: Sql): Promise<number> =>
  (await run(listOutbox, [tenant, 'ada', ['draft', 'queued']])).length;
