import { scalarKey } from '../condition/value-key.ts';
import { compareText } from '../text/compare-text.ts';
import { foldText } from '../text/fold-text.ts';
import type { TicketRow } from './ticket-row.ts';

/** What tickets can be sorted by; `fields.<id>` is a custom field. */
export type SortField = 'createdAt' | 'updatedAt' | 'lastExternalAt' | 'number' | 'subject' | `fields.${string}`;

/** An order of tickets. Those of equal value are in the order of their ids. */
export interface TicketSort {
  readonly by: SortField;
  readonly direction: 'asc' | 'desc';
}

/** A place in an order: that of a ticket as it was when it was read. */
export interface SortPosition {
  readonly value: string;
  readonly id: string;
}

/** The text that a ticket is sorted by, byte by byte; empty without a value. */
export const sortValue = (ticket: TicketRow, by: SortField): string => {
  switch (by) {
    case 'createdAt':
    case 'updatedAt':
    case 'lastExternalAt':
      return ticket[by];
    case 'number':
    case 'subject':
      return foldText(ticket[by]);
    default: {
      const id = by.slice('fields.'.length);
      return firstOf((Object.hasOwn(ticket.fields, id) ? scalarKey(ticket.fields[id]) : null) ?? '');
    }
  }
};

/** Long texts are sorted by their beginning, because it travels in cursors. */
const firstOf = (key: string): string => (key.length > 201 ? [...key.slice(0, 402)].slice(0, 201).join('') : key);

/** Which of two places comes first. */
export const comparePositions = (
  a: SortPosition,
  b: SortPosition,
  { direction }: Pick<TicketSort, 'direction'>,
): number => {
  const order = compareText(a.value, b.value) || compareText(a.id, b.id);
  return direction === 'asc' ? order : -order;
};
