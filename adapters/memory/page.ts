import type { Mail } from '../../src/notifications/mail.ts';
import type { Question } from '../../src/notifications/question.ts';
import type { PageRequest, Pages } from '../../src/ports/store.ts';
import { compareText } from '../../src/text/compare-text.ts';
import { byText } from './by-text.ts';
import { listActions } from './list-actions.ts';
import { listTickets } from './list-tickets.ts';
import { withDeliveries, withTicket } from './load.ts';
import { pageSettings } from './settings.ts';
import { ownerKey, type Space } from './space.ts';
import { ticketsOfPerson } from './tickets-of-person.ts';

export const page = <K extends keyof Pages>(
  space: Space,
  kind: K,
  request: PageRequest<K>,
): readonly Pages[K]['item'][] => pages[kind](space, request);

const pages: {
  readonly [K in keyof Pages]: (space: Space, request: PageRequest<K>) => readonly Pages[K]['item'][];
} = {
  outbox: (space, { query: { owners, states }, after, limit }) => {
    const last = after === undefined ? null : space.mails.get(after);
    if (last === undefined) return [];
    return [...space.mails.all()]
      .filter((mail) => states.includes(mail.state) && (owners === undefined || owners.includes(mail.owner)))
      .filter((mail) => last === null || age(mail) < age(last))
      .sort((a, b) => byText(age)(b, a))
      .slice(0, limit)
      .map((mail) => withDeliveries(space, mail));
  },
  tickets: listTickets,
  textBlocks: (space, { query: { owners }, after, limit }) =>
    [...new Set(owners.map(ownerKey))]
      .flatMap((owner) => space.textBlocks.where('owner', owner))
      .filter(({ id }) => after === undefined || compareText(id, after) > 0)
      .sort(byText(({ id }) => id))
      .slice(0, limit),
  questions: (space, { query: { asker, openAt }, after, limit }) => {
    const last = after === undefined ? null : space.questions.get(after);
    if (last === undefined) return [];
    return space.questions
      .where('asker', asker)
      .filter(({ state, expiresAt }) => state === 'open' && expiresAt > openAt)
      .filter((question) => last === null || expiry(question) < expiry(last))
      .sort((a, b) => byText(expiry)(b, a))
      .slice(0, limit)
      .flatMap((question) => withTicket(space, question));
  },
  ticketsOfPerson,
  settings: pageSettings,
  actions: listActions,
};

const expiry = ({ expiresAt, id }: Question): string => `${expiresAt} ${id}`;
const age = ({ createdAt, id }: Mail): string => `${createdAt} ${id}`;
