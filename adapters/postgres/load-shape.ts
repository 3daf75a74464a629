import type { LoadRequest, TicketDetail } from '../../src/ports/store.ts';
import { foldText } from '../../src/text/fold-text.ts';

/** What a load may ask for, in the order of its parameters. One ticket or mail is asked for otherwise than several. */
const loadParts = [
  'once',
  'results',
  'ticket',
  'tickets',
  'numbers',
  'of_mails',
  'documents',
  'action',
  'timer',
  'mail',
  'mails',
  'questions',
  'timers',
  'source',
  'text_blocks',
  'activity',
  'erasure',
  'settings',
] as const;
export type LoadPart = (typeof loadParts)[number];

const allDetails: readonly TicketDetail[] = [
  'events',
  'actions',
  'mails',
  'sources',
  'questions',
  'documents',
  'timers',
  'timedTransitions',
  'activityLinks',
];

/** Which statement answers a request: requests of one shape share a text. */
export interface LoadShape {
  readonly parts: readonly LoadPart[];
  readonly details: readonly TicketDetail[];
}

/** The shape of a request, and its parameters: one for each part, of `once`, `results` and `activity` two and of `source` three. */
export const loadShape = ({
  tenant,
  once,
  results,
  tickets,
  mails,
  questions,
  timersOf,
  source,
  textBlocks = [],
  activity,
  erasure,
  settings,
}: LoadRequest): LoadShape & { readonly params: readonly (string | null)[] } => {
  const given: Readonly<Record<LoadPart, readonly (string | null)[]>> = {
    once: once === undefined ? [] : [once.actor, once.key],
    results: results === undefined || results.keys.length === 0 ? [] : [results.actor, JSON.stringify(results.keys)],
    ticket: single(tickets?.ids),
    tickets: several(tickets?.ids),
    numbers: listed((tickets?.numbers ?? []).map(foldText)),
    of_mails: listed(tickets?.mails ?? []),
    documents: listed(tickets?.documents ?? []),
    action: tickets?.ofAction === undefined ? [] : [tickets.ofAction],
    timer: tickets?.ofTimer === undefined ? [] : [tickets.ofTimer],
    mail: single(mails),
    mails: several(mails),
    questions: listed(questions ?? []),
    timers: timersOf === undefined ? [] : [timersOf],
    source: source === undefined ? [] : [JSON.stringify(source.ref), source.messageId, source.openedSince],
    text_blocks: listed(textBlocks),
    activity: activity === undefined ? [] : [activity.type, activity.id],
    erasure: erasure === undefined ? [] : [erasure],
    settings: [],
  };
  return {
    parts: loadParts.filter((part) => given[part].length > 0 || (part === 'settings' && settings === true)),
    details: allDetails.filter((detail) => tickets?.details.includes(detail)),
    params: [tenant, ...loadParts.flatMap((part) => given[part])],
  };
};

const single = (ids: readonly string[] = []): readonly string[] => (ids.length === 1 ? ids : []);
const several = (ids: readonly string[] = []): readonly string[] => (ids.length > 1 ? listed(ids) : []);
const listed = (texts: readonly string[]): readonly string[] => (texts.length === 0 ? [] : [JSON.stringify(texts)]);
