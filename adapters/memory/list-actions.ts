import { comparePositions, conditionHolds, ticketFacts } from '../../src/index.ts';
import type { PageRequest, Pages } from '../../src/ports/store.ts';
import type { Space } from './space.ts';

const newest = { direction: 'desc' } as const;

export const listActions = (
  space: Space,
  { query: { where, user }, after, limit }: PageRequest<'actions'>,
): readonly Pages['actions']['item'][] =>
  [...space.actions.all()]
    .filter(({ concerns }) => concerns.includes(user))
    .map((action) => ({ action, value: action.occurredAt, id: action.id }))
    .filter((position) => after === undefined || comparePositions(position, after, newest) > 0)
    .sort((a, b) => comparePositions(a, b, newest))
    .flatMap(({ action }) => {
      const ticket = space.tickets.get(action.ticket);
      return ticket !== undefined && conditionHolds(where, ticketFacts(ticket)) ? [{ action, ticket }] : [];
    })
    .slice(0, limit);
