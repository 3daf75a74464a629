import { hours, isRefused, minutes } from 'ticketwerk';
import type { CaughtMail } from './mail-catcher.ts';
import type { DemoDesk } from './open-desk.ts';
import { showMail } from './show-mail.ts';
import { heading, quote, say } from './transcript.ts';

/** Two agents and a supervisor work on a ticket of the help-desk until its closing mail has arrived. */
export const workIncident = async (desk: DemoDesk, id: string, caught: readonly CaughtMail[]): Promise<void> => {
  const ada = desk.as({ user: 'ada' });
  const bert = desk.as({ user: 'bert' });
  const grace = desk.as({ user: 'grace' });
  const ticket = await ada.tickets.get(id);
  heading(`${ticket.number}: ${ticket.subject}`);

  const [received] = (await ada.outbox.list({ states: ['draft'] })).items.filter((mail) => mail.ticket === id);
  if (received !== undefined) {
    say('Ada reads the draft of the first answer, adds a line and sends it:');
    await ada.outbox.update(received.id, { text: `${received.text}\nAda Albers\n` });
    await ada.outbox.send(received.id);
  }
  await ada.tickets.transition(id, 'start');
  await ada.actions.add(id, {
    visibility: 'internal',
    description: 'Third time this month; look at the contract.',
    timeSpent: minutes(6),
  });
  await ada.actions.add(id, {
    visibility: 'external',
    description: 'We have looked at it and ordered a part.',
    timeSpent: hours(0.5),
  });
  await ada.tickets.transition(id, 'pass', { responsible: 'bert', comment: 'The part comes tomorrow, please fit it.' });
  await show(desk, caught);

  const offered = await bert.tickets.availableTransitions(id);
  say(`Bert may: ${offered.map(({ name }) => name).join(', ')}`);
  await bert.actions.add(id, {
    visibility: 'external',
    description: 'The part is fitted, everything works.',
    timeSpent: hours(1.25),
  });
  const { drafts } = await bert.tickets.close(id, { comment: 'Part fitted' });
  say('Bert tries to write on the closed ticket:');
  await bert.actions.add(id, { visibility: 'internal', description: 'One more thing' }).catch((error: unknown) => {
    if (!isRefused(error)) throw error;
    say(quote(`${error.code}: ${error.message}`));
  });
  await grace.tickets.transition(id, 'reopen');
  say('Grace, the supervisor, reopens it; Bert closes it again and sends the closing mail.');
  const again = await bert.tickets.close(id, { comment: 'Nothing left to do' });
  for (const draft of drafts) await bert.outbox.discard(draft.id);
  for (const draft of again.drafts) await bert.outbox.send(draft.id);
  await show(desk, caught);

  say('The step log, for agents only:');
  const log = await ada.tickets.stepLog(id);
  say(
    quote(
      log
        .map(({ seq, at, to, comment }) => `${seq}  ${at}  ${to.stepName}${comment === null ? '' : ` – ${comment}`}`)
        .join('\n'),
    ),
  );
  const { requester } = await ada.tickets.get(id);
  if (requester.contact === null) return say('The requester is nobody the CRM knows; he has no portal.');
  const seen = await desk.asRequester({ contact: requester.contact }).get(id);
  say(`What ${requester.name} sees in the portal:`);
  const lines = seen.actions.map((action) => `${action.at}  ${action.description}  (${action.timeSpent / 100} h)`);
  say(quote([`${seen.number}  ${seen.status.label}`, ...lines, `Time spent: ${seen.timeSpent / 100} h`].join('\n')));
};

/** A ticket of the caretaker: a plain status list, in German. */
export const workStatusTicket = async (desk: DemoDesk, id: string, caught: readonly CaughtMail[]): Promise<void> => {
  const bert = desk.as({ user: 'bert' });
  const ticket = await bert.tickets.get(id);
  heading(`${ticket.number}: ${ticket.subject}`);
  await bert.tickets.transition(id, 'busy');
  await bert.actions.add(id, {
    visibility: 'external',
    description: 'Erledigt, bitte prüfen Sie es.',
    timeSpent: minutes(45),
  });
  const { drafts } = await bert.tickets.close(id);
  for (const draft of drafts) await bert.outbox.send(draft.id);
  await show(desk, caught);
};

const show = async (desk: DemoDesk, caught: readonly CaughtMail[]): Promise<void> => {
  const before = caught.length;
  await desk.deliver();
  for (const mail of caught.slice(before)) await showMail(mail);
};
