import { z } from 'zod';
import type { Condition } from '../../condition/condition.ts';
import { customFieldOf } from '../../condition/ticket-fields.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, type Issue, refuseInput } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import { type SortField, sortValue, type TicketSort } from '../../ticket/ticket-sort.ts';
import type { OfferedTransition } from '../../workflow/available-transitions.ts';
import type { Call } from '../call.ts';
import { histories } from '../histories.ts';
import { type ShownTicket, shownTicket, type Ticket } from '../ticket-view.ts';
import { badCursor, readCursor, writeCursor } from './list-tickets-cursor.ts';
import { filterIssues, visibleWhere } from './list-tickets-filter.ts';

const ticketsQuery = z.strictObject({
  where: z.unknown().optional(),
  sort: z.strictObject({ by: z.string(), direction: z.enum(['asc', 'desc']).optional() }).optional(),
  after: z.string().max(20_000).optional(),
  limit: z.int().min(1).max(200).default(50),
  descriptions: z.boolean().default(true),
  transitions: z.boolean().default(false),
});

/** Which tickets to list, in which order, and with what; `F` are the ids of custom fields, `D` and `O` say whether descriptions and transitions are wanted. */
export interface TicketsQuery<F extends string = string, D extends boolean = boolean, O extends boolean = boolean> {
  /** Default: every ticket the actor may see. */
  readonly where?: Condition;
  /**
   * Texts are sorted without regard to case, byte by byte; tickets without a value come first. Custom texts are sorted by
   * their first 200 characters. Default: the newest first.
   */
  readonly sort?: {
    readonly by: Exclude<SortField, `fields.${string}`> | `fields.${F}`;
    /** Default: `'desc'` for instants, else `'asc'`. */
    readonly direction?: 'asc' | 'desc';
  };
  /** The `next` of the page before. Default: from the beginning. */
  readonly after?: string;
  /** Default: 50, at most 200. */
  readonly limit?: number;
  /** Should the tickets carry their descriptions? Without, `indicators.hasDescription` still tells whether there is one. Default: true. */
  readonly descriptions?: D;
  /**
   * Should each ticket carry its transitions, as `availableTransitions` gives them? They cost no further statement, except
   * where a ticket stands in a step from which a transition leads back into another workflow: then one for the page. Default: false.
   */
  readonly transitions?: O;
}

/** A ticket that does not carry its description. */
export type WithoutDescription<T = Ticket> = T extends unknown ? Omit<T, 'description'> : never;

/** A ticket that carries what `availableTransitions` gives for it. */
export type WithTransitions<T = Ticket> = T & { readonly transitions: readonly OfferedTransition[] };

/** A ticket `T` as a list was asked to show it: with its description if `D`, with its transitions if `O`. */
export type Listed<T, D extends boolean, O extends boolean> = O extends true
  ? WithTransitions<Listed<T, D, false>>
  : D extends true
    ? T
    : WithoutDescription<T>;

/** Tickets of a list. */
export interface TicketsPage<T = Ticket> {
  readonly items: readonly T[];
  /** Pass as `after`, with the same `sort`, for the next page; null at the end. */
  readonly next: string | null;
}

/** A page of the tickets the caller may see. New tickets never shift what a later page shows. */
export const listTickets = async (rawQuery: unknown, call: Call): Promise<Decided<TicketsPage<ListedTicket>>> => {
  const page = await pageOfTickets(rawQuery, call);
  if (!page.ok) return page;
  const { rows, next, view } = page.value;
  return accept(deepFreeze({ items: rows.map(view), next }));
};

/** A ticket as any query may want it shown. */
export type ListedTicket = Listed<Ticket, boolean, boolean>;

/** A page as rows, and how its query wants them shown. */
interface RowsPage {
  readonly rows: readonly TicketRow[];
  readonly next: string | null;
  readonly view: (row: TicketRow) => ListedTicket;
}

/** The same as rows; `only` narrows the list beside what the caller asks for. */
export const pageOfTickets = async (rawQuery: unknown, call: Call, only?: Condition): Promise<Decided<RowsPage>> => {
  const query = parseInput(ticketsQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const { where, after, limit } = query.value;
  const sort = sortOf(query.value.sort);
  const position = after === undefined ? undefined : readCursor(after, sort);
  const issues = [...filterIssues(where, call), ...sortIssues(sort, call), ...(position === null ? [badCursor] : [])];
  if (issues.length > 0 || position === null) return refuseInput(issues);
  const wanted = only === undefined ? where : { all: [only, ...(where === undefined ? [] : [where])] };
  const visible = visibleWhere(wanted, call);
  const viewing = (known: Awaited<ReturnType<typeof histories>>) => (row: TicketRow) =>
    listed(shownTicket(row, call, known.get(row.id)), query.value);
  if (visible === null) return accept({ rows: [], next: null, view: viewing(new Map()) });
  const found = await call.store.page('tickets', {
    tenant: call.context.tenant,
    query: { where: visible, sort },
    ...(position === undefined ? {} : { after: position }),
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return accept({
    rows: shown,
    next: last === undefined ? null : writeCursor(sort, { value: sortValue(last, sort.by), id: last.id }),
    view: viewing(query.value.transitions ? await histories(shown, call) : new Map()),
  });
};

const listed = (
  { ticket, transitions }: ShownTicket,
  wanted: Pick<z.output<typeof ticketsQuery>, 'descriptions' | 'transitions'>,
): ListedTicket => {
  const { description: _, ...brief } = ticket;
  const shown = wanted.descriptions ? ticket : brief;
  return wanted.transitions ? { ...shown, transitions } : shown;
};

const sortOf = (given: z.output<typeof ticketsQuery>['sort']): TicketSort => {
  const by = (given?.by ?? 'createdAt') as SortField;
  return { by, direction: given?.direction ?? (isTime(by) ? 'desc' : 'asc') };
};

const isTime = (by: string): boolean => by === 'createdAt' || by === 'updatedAt' || by === 'lastExternalAt';

const sortIssues = ({ by }: TicketSort, { engine }: Call): readonly Issue[] => {
  if (isTime(by) || by === 'number' || by === 'subject') return [];
  const specs = customFieldOf(by) === null ? undefined : engine.configuration.conditionFields('*').get(by);
  if (specs?.some(({ type }) => type !== 'many')) return [];
  return [
    specs === undefined
      ? { path: ['sort', 'by'], code: 'unknown_field', message: `Tickets cannot be sorted by "${by}".` }
      : { path: ['sort', 'by'], code: 'wrong_type', message: `"${by}" holds lists, which have no order.` },
  ];
};
