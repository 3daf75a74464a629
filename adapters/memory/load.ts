import type { Mail } from '../../src/notifications/mail.ts';
import type { Question } from '../../src/notifications/question.ts';
import type {
  Loaded,
  LoadedQuestion,
  LoadRequest,
  MailWithDeliveries,
  StoredTicket,
  TicketDetail,
} from '../../src/ports/store.ts';
import { foldText } from '../../src/text/fold-text.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { byText } from './by-text.ts';
import { storedSettings } from './settings.ts';
import { activityKey, onceKey, refKey, type Space } from './space.ts';

export const load = (space: Space, request: LoadRequest, shared: Space): Loaded => ({
  once: (request.once && space.results.get(onceKey(request.once))) ?? null,
  results: [...new Set(request.results?.keys)]
    .flatMap((key) => space.results.get(onceKey({ actor: request.results?.actor ?? '', key })) ?? [])
    .sort(byText(({ key }) => key)),
  tickets: tickets(space, request.tickets),
  mails: [...new Set(request.mails)]
    .flatMap((id) => space.mails.get(id) ?? [])
    .sort(byText(({ id }) => id))
    .flatMap((mail) => {
      const ticket = space.tickets.get(mail.ticket);
      return ticket === undefined ? [] : [{ ticket, ...withDeliveries(space, mail) }];
    }),
  questions: [...new Set(request.questions)]
    .flatMap((id) => space.questions.get(id) ?? [])
    .sort(byText(({ id }) => id))
    .flatMap((question) => withTicket(space, question)),
  timers:
    request.timersOf === undefined ? [] : space.timers.where('user', request.timersOf).sort(byText(({ id }) => id)),
  ...sources(space, request.source),
  textBlocks: [...new Set(request.textBlocks)]
    .flatMap((id) => space.textBlocks.get(id) ?? [])
    .sort(byText(({ id }) => id)),
  activity: activity(space, request.activity),
  erasure: (request.erasure === undefined ? undefined : space.erasures.get(request.erasure)) ?? null,
  settingsRevision: storedSettings(space)?.revision ?? 0,
  deploymentRevision: storedSettings(shared)?.revision ?? 0,
  settings: request.settings ? storedSettings(space) : null,
});

export const withDeliveries = (space: Space, mail: Mail): MailWithDeliveries => ({
  mail,
  deliveries: space.deliveries.where('mail', mail.id).sort(byText(({ id }) => id)),
});

/** A question with the ticket it is about. */
export const withTicket = (space: Space, question: Question): readonly LoadedQuestion[] => {
  const ticket = space.tickets.get(question.ticket);
  return ticket === undefined ? [] : [{ question, ticket }];
};

const tickets = (space: Space, asked: LoadRequest['tickets']): readonly StoredTicket[] => {
  if (asked === undefined) return [];
  const rows = new Set([
    ...(asked.ids ?? []).flatMap((id) => space.tickets.get(id) ?? []),
    ...(asked.mails ?? []).flatMap((id) => space.tickets.get(space.mails.get(id)?.ticket ?? '') ?? []),
    ...(asked.numbers ?? []).flatMap((number) => space.tickets.where('number', foldText(number))),
    ...(asked.documents ?? []).flatMap((id) => space.tickets.get(space.documents.get(id)?.ticket ?? '') ?? []),
    ...ofOne(space, asked.ofAction === undefined ? undefined : space.actions.get(asked.ofAction)),
    ...ofOne(space, asked.ofTimer === undefined ? undefined : space.timers.get(asked.ofTimer)),
  ]);
  return [...rows].sort(byText(({ id }) => id)).map((row) => withDetails(space, row, asked.details));
};

const ofOne = (space: Space, row: { readonly ticket: string } | undefined): readonly TicketRow[] => {
  const ticket = row === undefined ? undefined : space.tickets.get(row.ticket);
  return ticket === undefined ? [] : [ticket];
};

const withDetails = (space: Space, row: TicketRow, details: readonly TicketDetail[]): StoredTicket => ({
  row,
  details: {
    events: details.includes('events') ? space.events.where('ticket', row.id).sort((a, b) => a.seq - b.seq) : [],
    actions: details.includes('actions') ? space.actions.where('ticket', row.id).sort((a, b) => a.seq - b.seq) : [],
    mails: details.includes('mails') ? space.mails.where('ticket', row.id).sort(byText(({ id }) => id)) : [],
    activityLinks: details.includes('activityLinks')
      ? space.activityLinks
          .where('ticket', row.id)
          .sort(byText(({ linkedAt, type, id }) => `${linkedAt} ${type} ${id}`))
      : [],
    timers: details.includes('timers') ? space.timers.where('ticket', row.id).sort(byText(({ id }) => id)) : [],
    sources: details.includes('sources') ? space.sources.where('ticket', row.id).sort(byText(({ id }) => id)) : [],
    questions: details.includes('questions')
      ? space.questions
          .where('ticket', row.id)
          .filter(({ state }) => state === 'open')
          .sort(byText(({ id }) => id))
      : [],
    timedTransitions: details.includes('timedTransitions')
      ? space.timedTransitions.where('ticket', row.id).sort(byText(({ dueAt, id }) => `${dueAt} ${id}`))
      : [],
    documents: details.includes('documents')
      ? space.documents.where('ticket', row.id).sort(byText(({ id }) => id))
      : [],
  },
});

const activity = (space: Space, asked: LoadRequest['activity']): Loaded['activity'] => {
  const link = asked === undefined ? undefined : space.activityLinks.get(activityKey(asked));
  const ticket = link === undefined ? undefined : space.tickets.get(link.ticket);
  return link === undefined || ticket === undefined ? null : { link, ticket };
};

const sources = (space: Space, asked: LoadRequest['source']): Pick<Loaded, 'sources' | 'openings'> => {
  if (asked === undefined) return { sources: [], openings: [] };
  const ref = refKey(asked.ref);
  const { openedSince } = asked;
  const found = new Set([
    ...space.sources.where('ref', ref),
    ...(asked.messageId === null ? [] : space.sources.where('messageId', asked.messageId)),
  ]);
  return {
    sources: [...found].sort(byText(({ id }) => id)),
    openings: space.openings
      .where('ref', ref)
      .filter(({ at }) => openedSince !== null && at >= openedSince)
      .sort(byText(({ user }) => user)),
  };
};
