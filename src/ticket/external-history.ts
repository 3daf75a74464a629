import type { Action } from './action.ts';
import { newestFirst } from './newest-first.ts';

/** What of a ticket's actions the requester may read, newest first: the portal and every mail to him get their actions from here. */
export const externalHistory = (actions: readonly Action[]): readonly Action[] =>
  newestFirst(actions.filter(({ visibility }) => visibility === 'external'));
