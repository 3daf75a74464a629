import type { TicketDetail } from '../../src/ports/store.ts';
import { givenTexts, rowAsJson } from './columns.ts';
import type { LoadPart, LoadShape } from './load-shape.ts';
import { mailWithDeliveries } from './mail-with-deliveries.ts';
import { questionWithTicket } from './page-questions.ts';
import {
  actionColumns,
  activityLinkColumns,
  documentColumns,
  eventColumns,
  mailColumns,
  onceColumns,
  openingColumns,
  questionColumns,
  settingsColumns,
  sourceColumns,
  textBlockColumns,
  ticketColumns,
  timedTransitionColumns,
  timerColumns,
} from './row-columns.ts';
import { deploymentRevision, settingsRevision } from './settings-revision.ts';

const widths: Readonly<Record<LoadPart, number>> = {
  once: 2,
  results: 2,
  ticket: 1,
  tickets: 1,
  numbers: 1,
  of_mails: 1,
  documents: 1,
  action: 1,
  timer: 1,
  timers: 1,
  mail: 1,
  mails: 1,
  questions: 1,
  source: 3,
  text_blocks: 1,
  activity: 2,
  erasure: 1,
  settings: 0,
};

const details = {
  events: [eventColumns, 'seq'],
  actions: [actionColumns, 'seq'],
  mails: [mailColumns, 'id'],
  sources: [sourceColumns, 'id'],
  questions: [questionColumns, 'id'],
  documents: [documentColumns, 'id'],
  timers: [timerColumns, 'id'],
  timedTransitions: [timedTransitionColumns, 'due_at, detail.id'],
  activityLinks: [activityLinkColumns, 'linked_at, detail.type, detail.id'],
} as const;

/** Where the table has another name than the details. */
const tables: { readonly [K in TicketDetail]?: string } = {
  activityLinks: 'activity_links',
  timedTransitions: 'timed_transitions',
};

/**
 * Answers every request of this shape: only what it asks for, because every part costs time even where it finds nothing.
 * $1 is the tenant, then come the parameters of the parts.
 *
 * Parameters that may be null stand in sub-selects, or else a prepared statement is planned anew every time: the planner
 * sees that with these very nulls it costs nothing, and never takes the plan that fits all.
 */
export const loadText = (schema: string, { parts, details: wanted }: LoadShape): string => {
  const has = (part: LoadPart) => parts.includes(part);
  const param = (part: LoadPart, which = 0) => {
    const before = parts.slice(0, parts.indexOf(part)).reduce((sum, one) => sum + widths[one], 2);
    return `$${before + which}`;
  };
  // By its value one row is found by its key. A join may be planned as a walk through all rows of the tenant while there
  // are few, and a prepared statement keeps its plan when there are many.
  const tickets = [
    ...(has('ticket') ? [`ticket.id = ${param('ticket')}::text`] : []),
    ...(has('tickets') ? [`ticket.id in (${givenTexts(param('tickets'))})`] : []),
    ...(has('numbers') ? [`ticket.folded_number in (${givenTexts(param('numbers'))})`] : []),
    ...(has('of_mails')
      ? [
          `ticket.id in (select mail.ticket from ${schema}.mails mail where mail.tenant = $1::text and mail.id in (${givenTexts(param('of_mails'))}))`,
        ]
      : []),
    ...(has('documents') ? [`ticket.id in (${holdersText(schema, param('documents'))})`] : []),
    ...(has('action') ? [ofOne(schema, 'actions', param('action'))] : []),
    ...(has('timer') ? [ofOne(schema, 'timers', param('timer'))] : []),
  ];
  const mails = has('mail') ? `= ${param('mail')}::text` : `in (${has('mails') ? givenTexts(param('mails')) : ''})`;
  return `select json_build_object(
  'once', ${has('once') ? onceText(schema, param('once'), param('once', 1)) : 'null'},
  'results', ${has('results') ? resultsText(schema, param('results'), param('results', 1)) : none},
  'tickets', ${tickets.length === 0 ? none : ticketsText(schema, tickets, wanted)},
  'mails', ${has('mail') || has('mails') ? mailsText(schema, mails) : none},
  'questions', ${has('questions') ? questionsText(schema, givenTexts(param('questions'))) : none},
  'timers', ${has('timers') ? timersText(schema, param('timers')) : none},
  'sources', ${has('source') ? sourcesText(schema, param('source'), param('source', 1)) : none},
  'openings', ${has('source') ? openingsText(schema, param('source'), param('source', 2)) : none},
  'textBlocks', ${has('text_blocks') ? textBlocksText(schema, param('text_blocks')) : none},
  'activity', ${has('activity') ? activityText(schema, param('activity'), param('activity', 1)) : 'null'},
  'erasure', ${has('erasure') ? erasureText(schema, param('erasure')) : 'null'},
  'settingsRevision', ${settingsRevision(schema)},
  'deploymentRevision', ${deploymentRevision(schema)},
  'settings', ${has('settings') ? settingsText(schema) : 'null'}
)::text as result
where $1::text is not null`;
};

const none = `'[]'::json`;

const settingsText = (schema: string): string => `(
    select ${rowAsJson('settings', settingsColumns)}
    from ${schema}.settings
    where tenant = $1::text
    order by revision desc
    limit 1
  )`;

const erasureText = (schema: string, person: string): string => `(
    select known from ${schema}.erasures where tenant = $1::text and person = ${person}::text
  )`;

const onceText = (schema: string, actor: string, key: string): string => `(
    select ${rowAsJson('once', onceColumns)}
    from ${schema}.once
    where tenant = $1::text and actor = ${actor}::text and key = ${key}::text
  )`;

const resultsText = (schema: string, actor: string, keys: string): string => `(
    select coalesce(json_agg(${rowAsJson('once', onceColumns)} order by once.key collate "C"), '[]')
    from ${schema}.once
    where once.tenant = $1::text and once.actor = ${actor}::text and once.key in (${givenTexts(keys)})
  )`;

const ticketsText = (schema: string, conditions: readonly string[], wanted: readonly TicketDetail[]): string => `(
    select coalesce(json_agg(json_build_object(
      'row', ${rowAsJson('ticket', ticketColumns)},
      'details', json_build_object(${Object.keys(details)
        .map(
          (kind) => `
        '${kind}', ${wanted.includes(kind as TicketDetail) ? detailText(schema, kind as TicketDetail) : none}`,
        )
        .join(',')}
      )
    ) order by ticket.id), '[]')
    from ${schema}.tickets ticket
    where ticket.tenant = $1::text and ${either(schema, conditions)}
  )`;

const holdersText = (schema: string, documents: string): string =>
  `select holder.ticket from ${schema}.documents holder where holder.tenant = $1::text and holder.id in (${givenTexts(documents)})`;
/** By its value, like the other keys: a join may become a walk through all tickets. */
const ofOne = (schema: string, table: 'actions' | 'timers', id: string): string =>
  `ticket.id = (select one.ticket from ${schema}.${table} one where one.tenant = $1::text and one.id = ${id}::text)`;

const timersText = (schema: string, user: string): string => `(
    select coalesce(json_agg(${rowAsJson('timer', timerColumns)} order by timer.id), '[]')
    from ${schema}.timers timer
    where timer.tenant = $1::text and timer."user" = ${user}::text and timer.state <> 'stopped'
  )`;

/** By ids and by numbers at once no index serves an `or`. */
const either = (schema: string, conditions: readonly string[]): string =>
  conditions.length === 1
    ? `${conditions[0]}`
    : `ticket.id in (${conditions
        .map((condition) => `select id from ${schema}.tickets ticket where tenant = $1::text and ${condition}`)
        .join(' union ')})`;

/** The details of a kind that a ticket has, in order. */
const detailText = (schema: string, kind: TicketDetail): string => {
  const [columns, order] = details[kind];
  return `(
          select coalesce(json_agg(${rowAsJson('detail', columns)} order by detail.${order}), '[]')
          from ${schema}.${tables[kind] ?? kind} detail
          where detail.tenant = $1::text and detail.ticket = ticket.id${kind === 'questions' ? ` and detail.state = 'open'` : ''}
        )`;
};

const mailsText = (schema: string, ids: string): string => `(
    select coalesce(json_agg(${mailWithDeliveries(schema, 'mail', `'ticket', ${rowAsJson('ticket', ticketColumns)},`)} order by mail.id), '[]')
    from ${schema}.mails mail
    join ${schema}.tickets ticket on ticket.tenant = mail.tenant and ticket.id = mail.ticket
    where mail.tenant = $1::text and mail.id ${ids}
  )`;

const activityText = (schema: string, type: string, id: string): string => `(
    select json_build_object('link', ${rowAsJson('link', activityLinkColumns)}, 'ticket', ${rowAsJson('ticket', ticketColumns)})
    from ${schema}.activity_links link
    join ${schema}.tickets ticket on ticket.tenant = link.tenant and ticket.id = link.ticket
    where link.tenant = $1::text and link.type = ${type}::text and link.id = ${id}::text
  )`;

const questionsText = (schema: string, ids: string): string => `(
    select coalesce(json_agg(${questionWithTicket('question', 'ticket')} order by question.id), '[]')
    from ${schema}.questions question
    join ${schema}.tickets ticket on ticket.tenant = question.tenant and ticket.id = question.ticket
    where question.tenant = $1::text and question.id in (${ids})
  )`;

const sourcesText = (schema: string, ref: string, messageId: string): string => `(
    select coalesce(json_agg(${rowAsJson('source', sourceColumns)} order by source.id), '[]')
    from ${schema}.sources source
    where source.tenant = $1::text and source.id in (
      select id from ${schema}.sources
      where tenant = $1::text and ref = ${ref}::text::jsonb
      union
      select id from ${schema}.sources
      where tenant = $1::text and hashtextextended(message_id, 0) = hashtextextended((select ${messageId}::text), 0)
        and message_id = (select ${messageId}::text)
    )
  )`;

const openingsText = (schema: string, ref: string, since: string): string => `(
    select coalesce(json_agg(${rowAsJson('opening', openingColumns)} order by opening."user"), '[]')
    from ${schema}.openings opening
    where opening.tenant = $1::text and opening.ref = ${ref}::text::jsonb and opening.at >= (select ${since}::text::timestamptz)
  )`;

const textBlocksText = (schema: string, ids: string): string => `(
    select coalesce(json_agg(${rowAsJson('block', textBlockColumns)} order by block.id), '[]')
    from ${schema}.text_blocks block
    where block.tenant = $1::text and block.id in (${givenTexts(ids)})
  )`;
