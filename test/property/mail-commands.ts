import { mail as rawMail } from '../rules/helpdesk.ts';
import { bobsAddress, type MailAgent, type MailModes, type MailWorld } from './mail-world.ts';

/** What a command has in its hand: who acts, and one of each thing that was made before. */
export interface Hand {
  readonly world: MailWorld;
  readonly agent: MailAgent;
  readonly ticket: string;
  readonly selection: readonly string[];
  readonly mail: string;
  readonly question: string;
  readonly action: string;
  readonly timer: string;
  readonly document: string;
  readonly block: string;
  /** A user to hand over to. */
  readonly user: string;
  /** Users to inform, or whom an action concerns; undefined: nobody is named. */
  readonly named: readonly string[] | undefined;
  readonly flag: boolean;
  /** Modes to set at run time. */
  readonly settings: Pick<MailModes, 'handOver' | 'closeMail'>;
}

const content = new TextEncoder().encode('x');
const text = { subject: 'Printer', description: 'Smoke' };
const portalOf = ({ world }: Hand) => world.requester('Bob', { contact: 'acme' });
const named = ({ named: concerns }: Hand) => (concerns === undefined ? {} : { concerns });
const inform = ({ named: users }: Hand) => (users === undefined ? {} : { inform: users });
const byHand = ({ user, flag }: Hand) => ({
  ...text,
  responsible: user,
  requester: { name: 'Bob', contact: 'acme', person: 'bob', email: flag ? bobsAddress : null },
});

/** Every command, some of them in several ways; the first word is its name on the surface. */
export const mailCommands = {
  'tickets.create by hand': (hand) => hand.agent.tickets.create({ ...byHand(hand), area: 'desk' }),
  'tickets.create in plain': (hand) => hand.agent.tickets.create({ ...byHand(hand), area: 'plain' }),
  'tickets.create from person': ({ agent, user }) =>
    agent.tickets.create({ ...text, area: 'desk', responsible: user, from: { person: 'bob' } }),
  'tickets.create from mail': ({ agent, user, world }) =>
    agent.tickets.create({ area: 'desk', responsible: user, from: { mail: world.mailbox.put(rawMail()) } }),
  'tickets.update words': ({ agent, ticket, user }) =>
    agent.tickets.update(ticket, { subject: `For ${user}`, requester: { phone: user } }),
  'tickets.update responsible': (hand) =>
    hand.agent.tickets.update(hand.ticket, { responsible: hand.user }, inform(hand)),
  'tickets.update responsible unasked': ({ agent, ticket, user }) =>
    agent.tickets.update(ticket, { responsible: user }),
  'tickets.refreshRequester': ({ agent, ticket }) => agent.tickets.refreshRequester(ticket),
  'tickets.transition start': ({ agent, ticket }) => agent.tickets.transition(ticket, 'start'),
  'tickets.transition pass': ({ agent, ticket, user }) =>
    agent.tickets.transition(ticket, 'pass', { responsible: user, comment: 'Yours' }),
  'tickets.transition quiet': ({ agent, ticket, user }) =>
    agent.tickets.transition(ticket, 'quiet', { responsible: user }),
  'tickets.transition wait': ({ agent, ticket }) => agent.tickets.transition(ticket, 'wait', { comment: 'Later' }),
  'tickets.transition take': ({ agent, ticket }) => agent.tickets.transition(ticket, 'take'),
  'tickets.transition close': ({ agent, ticket, user, flag }) =>
    agent.tickets.transition(ticket, 'close', flag ? { responsible: user } : {}),
  'tickets.transition withdraw': ({ agent, ticket }) => agent.tickets.transition(ticket, 'withdraw'),
  'tickets.transition reopen': ({ agent, ticket }) => agent.tickets.transition(ticket, 'reopen'),
  'tickets.transition finish': ({ agent, ticket }) => agent.tickets.transition(ticket, 'finish'),
  'tickets.setStatus': ({ agent, ticket, flag }) => agent.tickets.setStatus(ticket, flag ? 'done' : 'open'),
  'tickets.close': ({ agent, ticket, user, flag }) => agent.tickets.close(ticket, flag ? { responsible: user } : {}),
  'tickets.draftInterim': ({ agent, ticket }) => agent.tickets.draftInterim(ticket),
  'tickets.switchWorkflow': ({ agent, ticket }) => agent.tickets.switchWorkflow(ticket, 'other'),
  'tickets.delete': async ({ agent, ticket }) => {
    const { version } = await agent.tickets.get(ticket);
    return agent.tickets.delete(ticket, { confirmed: true }, { expectedVersion: version });
  },
  'bulk.addAction': (hand) =>
    hand.agent.bulk.addAction(hand.selection, { visibility: 'external', description: 'x', ...named(hand) }),
  'bulk.addAction sent': (hand) =>
    hand.agent.bulk.addAction(hand.selection, { visibility: 'external', description: 'x', send: true, ...named(hand) }),
  'bulk.setStep waiting': ({ agent, selection }) => agent.bulk.setStep(selection, 'waiting', { comment: 'Later' }),
  'bulk.setStep taken': ({ agent, selection }) => agent.bulk.setStep(selection, 'doing'),
  'bulk.setStep closed': ({ agent, selection, flag }) =>
    agent.bulk.setStep(selection, 'closed', { confirm: { inform: flag } }),
  'bulk.setStatus': ({ agent, selection, flag }) =>
    agent.bulk.setStatus(selection, 'done', { confirm: { inform: flag } }),
  'bulk.delete': ({ agent, ticket }) => agent.bulk.delete([ticket], { confirmed: true }),
  'bulk.handOverAll': ({ agent, user, flag }) =>
    agent.bulk.handOverAll({ from: user === 'ada' ? 'grace' : 'ada', to: user, inform: flag }),
  'actions.add': (hand) =>
    hand.agent.actions.add(hand.ticket, {
      visibility: hand.flag ? 'external' : 'internal',
      description: 'x',
      timeSpent: 25,
      ...named(hand),
    }),
  'actions.add then interim': (hand) =>
    hand.agent.actions.add(hand.ticket, {
      visibility: 'external',
      description: 'x',
      thenInterimDraft: true,
      ...named(hand),
    }),
  'actions.edit': (hand) => hand.agent.actions.edit(hand.action, { description: hand.user, ...named(hand) }),
  'actions.publish': ({ agent, action }) => agent.actions.publish(action),
  'actions.remove': ({ agent, action }) => agent.actions.remove(action),
  'timers.start': ({ agent, ticket }) => agent.timers.start(ticket),
  'timers.pause': ({ agent, timer }) => agent.timers.pause(timer),
  'timers.resume': ({ agent, timer }) => agent.timers.resume(timer),
  'timers.stop': (hand) => hand.agent.timers.stop(hand.timer, { description: 'x', ...named(hand) }),
  'documents.add': ({ agent, ticket }) => agent.documents.add(ticket, { name: 'x.pdf', folder: 'Upload', content }),
  'documents.move': ({ agent, document, user }) => agent.documents.move(document, { folder: user }),
  'documents.share': ({ agent, document }) => agent.documents.share(document),
  'documents.remove': ({ agent, document }) => agent.documents.remove(document),
  'activities.create': ({ agent, ticket }) => agent.activities.create(ticket, { type: 'call', subject: 'x' }),
  'activities.link': async ({ agent, ticket, selection }) => {
    const [last] = await agent.activities.list(selection[0] ?? 'unknown', { types: ['call'] });
    return agent.activities.link(ticket, { type: 'call', id: last?.id ?? 'unknown' });
  },
  'activities.unlink': async ({ agent, ticket }) => {
    const [last] = await agent.activities.list(ticket, { types: ['call'] });
    return agent.activities.unlink(ticket, { type: 'call', id: last?.id ?? 'unknown' });
  },
  'outbox.update': ({ agent, mail }) => agent.outbox.update(mail, { text: 'Mine' }),
  'outbox.refresh': ({ agent, mail }) => agent.outbox.refresh(mail),
  'outbox.send': ({ agent, mail }) => agent.outbox.send(mail),
  'outbox.discard': ({ agent, mail }) => agent.outbox.discard(mail),
  'outbox.release': ({ agent, mail }) => agent.outbox.release(mail),
  'questions.answer': ({ agent, question, named: users = [] }) => agent.questions.answer(question, { inform: users }),
  'settings.update': ({ agent, settings }) => agent.settings.update({ areas: { desk: settings, plain: settings } }),
  'textBlocks.save': ({ agent }) => agent.textBlocks.save({ name: 'x', text: 'x' }),
  'textBlocks.remove': ({ agent, block }) => agent.textBlocks.remove(block),
  'persons.erase': ({ agent }) => agent.persons.erase({ person: 'eve' }, { confirmed: true }),
  'portal.create': (hand) =>
    portalOf(hand).create({ area: hand.flag ? 'desk' : 'plain', ...text, name: 'Bob', email: bobsAddress }),
  'portal.reply': (hand) =>
    portalOf(hand).reply(hand.ticket, {
      text: 'More',
      ...(hand.flag ? { files: [{ name: 'x.pdf', content }] } : {}),
    }),
  'portal.upload': (hand) =>
    portalOf(hand).upload(
      hand.ticket,
      ['x.pdf', 'y.pdf'].map((name) => ({ name, content })),
    ),
  'portal.close': (hand) => portalOf(hand).close(hand.ticket),
} as const satisfies Readonly<Record<string, (hand: Hand) => Promise<unknown>>>;
export type MailCommand = keyof typeof mailCommands;
