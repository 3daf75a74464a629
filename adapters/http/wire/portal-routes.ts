import { ask, type Route } from './route.ts';

/** Every operation of a requester's surface, named as the method is. */
export const portalRoutes = {
  areas: ask('/areas'),
  list: ask('/tickets', ['query'], { after: 'text', limit: 'number' }),
  create: { method: 'POST', path: '/tickets', takes: ['body', 'options'], changes: true, answers: 'created' },
  byNumber: ask('/ticket-numbers/{number}', ['{number}']),
  get: ask('/tickets/{ticket}', ['{ticket}']),
  reply: {
    method: 'POST',
    path: '/tickets/{ticket}/replies',
    takes: ['{ticket}', 'body', 'options'],
    body: 'reply',
    changes: true,
  },
  documents: ask('/tickets/{ticket}/documents', ['{ticket}']),
  openDocument: { ...ask('/documents/{document}/content', ['{document}']), answers: 'document' },
  upload: {
    method: 'POST',
    path: '/tickets/{ticket}/documents',
    takes: ['{ticket}', 'body', 'options'],
    query: { name: 'text' },
    body: 'files',
    changes: true,
    answers: 'created',
  },
  close: { method: 'POST', path: '/tickets/{ticket}/closings', takes: ['{ticket}', 'options'], changes: true },
} as const satisfies Readonly<Record<string, Route>>;
