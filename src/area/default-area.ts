import { defineArea } from './define-area.ts';

/**
 * An area that works without any set-up: id `tickets`, three statuses, the fields priority and category.
 *
 * @example
 * ```ts
 * import { createDesk, defaultArea, rolePolicy } from 'ticketwerk';
 * import { createMemoryStore } from 'ticketwerk/memory';
 *
 * const desk = createDesk({
 *   areas: [defaultArea()],
 *   store: createMemoryStore(),
 *   authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
 * });
 * ```
 */
export const defaultArea = () =>
  defineArea({
    id: 'tickets',
    name: 'Tickets',
    statuses: [
      { id: 'new', name: 'New', category: 'new' },
      { id: 'in_progress', name: 'In progress', category: 'open' },
      { id: 'closed', name: 'Closed', category: 'closed' },
    ],
    fields: {
      priority: { type: 'choice', of: ['low', 'normal', 'high'] },
      category: { type: 'text' },
    },
  });
