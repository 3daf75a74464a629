import { ask, command, type Route } from './route.ts';

const listQuery = {
  where: 'json',
  sort: 'json',
  after: 'text',
  limit: 'number',
  descriptions: 'flag',
  transitions: 'flag',
} as const;
const page = { after: 'text', limit: 'number' } as const;
const onTicket = ['{ticket}', 'options'] as const;
const reference = { area: '{area}', workflow: '{workflow}' } as const;

/** Every operation of an agent's surface, named as the method is. */
export const agentRoutes = {
  changes: ask('/changes', ['query'], page),

  'tickets.creationOptions': ask('/creation-options'),
  'tickets.prepare': { method: 'POST', path: '/prepared-tickets', takes: ['body'] },
  'tickets.list': ask('/tickets', ['query'], listQuery),
  'tickets.count': ask('/ticket-count', ['query'], { where: 'json', upTo: 'number' }),
  'tickets.create': command('POST', '/tickets', ['body', 'options'], { answers: 'created' }),
  'tickets.byNumber': ask('/ticket-numbers/{number}', ['{number}']),
  'tickets.get': ask('/tickets/{ticket}', ['{ticket}']),
  'tickets.open': ask('/tickets/{ticket}/screen', ['{ticket}']),
  'tickets.update': command('PATCH', '/tickets/{ticket}', [
    '{ticket}',
    'rest',
    { '...': 'options', inform: 'body.inform' },
  ]),
  'tickets.delete': command('POST', '/tickets/{ticket}/deletions', ['{ticket}', 'body', 'options']),
  'tickets.refreshRequester': command('POST', '/tickets/{ticket}/requester-refreshes', onTicket),
  'tickets.availableTransitions': ask('/tickets/{ticket}/transitions', ['{ticket}']),
  'tickets.transition': command('POST', '/tickets/{ticket}/transitions/{transition}', [
    '{ticket}',
    '{transition}',
    'body',
    'options',
  ]),
  'tickets.setStatus': command('POST', '/tickets/{ticket}/statuses/{status}', [
    '{ticket}',
    '{status}',
    'body',
    'options',
  ]),
  'tickets.close': command('POST', '/tickets/{ticket}/closings', ['{ticket}', 'body', 'options']),
  'tickets.draftInterim': command('POST', '/tickets/{ticket}/interim-drafts', onTicket),
  'tickets.switchWorkflow': command('POST', '/tickets/{ticket}/workflow-switches', [
    '{ticket}',
    'body.workflow',
    'options',
  ]),
  'tickets.stepLog': ask('/tickets/{ticket}/step-log', ['{ticket}']),
  'tickets.responsibles': ask('/tickets/{ticket}/responsibles', ['{ticket}']),
  'tickets.feed': ask('/tickets/{ticket}/feed', ['{ticket}', 'query'], { types: 'list' }),
  'tickets.cost': ask('/tickets/{ticket}/cost', ['{ticket}']),
  'tickets.mails': ask('/tickets/{ticket}/mails', ['{ticket}']),
  'tickets.rawMail': { ...ask('/tickets/{ticket}/mails/{mail}/source', ['{ticket}', '{mail}']), answers: 'mail' },

  'actions.list': ask('/tickets/{ticket}/actions', ['{ticket}', 'query'], { order: 'text', visibility: 'text' }),
  'actions.add': command('POST', '/tickets/{ticket}/actions', ['{ticket}', 'body', 'options'], { answers: 'created' }),
  'actions.edit': command('PATCH', '/actions/{action}', ['{action}', 'body', 'options']),
  'actions.publish': command('POST', '/actions/{action}/publications', ['{action}', 'options']),
  'actions.remove': command('DELETE', '/actions/{action}', ['{action}', 'options']),
  'actions.revisions': ask('/actions/{action}/revisions', ['{action}']),
  'actions.concerning': ask('/concerning-actions', ['query'], { user: 'text', ...page }),

  'bulk.targets': { method: 'POST', path: '/bulk/targets', takes: ['body.tickets'] },
  'bulk.addAction': command('POST', '/bulk/actions', ['body.tickets', 'rest', 'options']),
  'bulk.setStep': command('POST', '/bulk/steps', ['body.tickets', 'body.step', 'rest', 'options']),
  'bulk.setStatus': command('POST', '/bulk/statuses', ['body.tickets', 'body.status', 'rest', 'options']),
  'bulk.delete': command('POST', '/bulk/deletions', ['body.tickets', 'rest', 'options']),
  'bulk.handOverAll': command('POST', '/bulk/hand-overs', ['body', 'options']),

  'activities.list': ask('/tickets/{ticket}/activities', ['{ticket}', 'query'], { types: 'list' }),
  'activities.create': command('POST', '/tickets/{ticket}/activities', ['{ticket}', 'body', 'options'], {
    answers: 'created',
  }),
  'activities.link': command('PUT', '/tickets/{ticket}/activities/{type}/{id}', [
    '{ticket}',
    { type: '{type}', id: '{id}' },
    'body',
    'options',
  ]),
  'activities.unlink': command('DELETE', '/tickets/{ticket}/activities/{type}/{id}', [
    '{ticket}',
    { type: '{type}', id: '{id}' },
    'options',
  ]),
  'activities.byContact': ask('/contacts/{contact}/activities', ['{contact}', 'query'], listQuery),
  'activities.byProject': ask('/projects/{project}/activities', ['{project}', 'query'], listQuery),

  'documents.list': ask('/tickets/{ticket}/documents', ['{ticket}', 'query'], { folder: 'text' }),
  'documents.add': command('POST', '/tickets/{ticket}/documents', ['{ticket}', 'body', 'options'], {
    body: 'file',
    query: { name: 'text', folder: 'text' },
    answers: 'created',
  }),
  'documents.open': { ...ask('/documents/{document}/content', ['{document}']), answers: 'document' },
  'documents.move': command('PATCH', '/documents/{document}', ['{document}', 'body', 'options']),
  'documents.share': command('POST', '/documents/{document}/shares', ['{document}', 'options']),
  'documents.remove': command('DELETE', '/documents/{document}', ['{document}', 'options']),

  'timers.current': ask('/timers'),
  'timers.start': command('POST', '/tickets/{ticket}/timers', ['{ticket}', 'body', 'options'], { answers: 'created' }),
  'timers.pause': command('POST', '/timers/{timer}/pauses', ['{timer}', 'options']),
  'timers.resume': command('POST', '/timers/{timer}/resumptions', ['{timer}', 'options']),
  'timers.stop': command('POST', '/timers/{timer}/stops', ['{timer}', 'body', 'options']),

  'outbox.list': ask('/outbox', ['query'], { states: 'list', everybody: 'flag', ...page }),
  'outbox.get': ask('/outbox/{mail}', ['{mail}']),
  'outbox.update': command('PATCH', '/outbox/{mail}', ['{mail}', 'body', 'options']),
  'outbox.refresh': command('POST', '/outbox/{mail}/refreshes', ['{mail}', 'options']),
  'outbox.send': command('POST', '/outbox/{mail}/sendings', ['{mail}', 'options']),
  'outbox.discard': command('DELETE', '/outbox/{mail}', ['{mail}', 'options']),
  'outbox.release': command('POST', '/outbox/{mail}/releases', ['{mail}', 'options']),

  'mailbox.list': ask('/mailboxes/{mailbox}/mails', [{ mailbox: '{mailbox}', '...': 'query' }], {
    folder: 'text',
    limit: 'number',
  }),

  'questions.list': ask('/questions', ['query'], page),
  'questions.answer': command('POST', '/questions/{question}/answers', ['{question}', 'body', 'options']),

  'textBlocks.list': ask('/text-blocks', ['query'], page),
  'textBlocks.save': command('POST', '/text-blocks', ['body', 'options']),
  'textBlocks.remove': command('DELETE', '/text-blocks/{textBlock}', ['{textBlock}', 'options']),
  'textBlocks.render': ask('/tickets/{ticket}/text-blocks/{textBlock}', ['{textBlock}', '{ticket}']),

  'settings.get': ask('/settings'),
  'settings.update': command('PATCH', '/settings', ['body', 'options']),
  'settings.history': ask('/settings/history', ['query'], { after: 'number', limit: 'number' }),

  'workflows.versions': ask('/areas/{area}/workflows/{workflow}/versions', [reference]),
  'workflows.whatIf': { method: 'POST', path: '/workflow-comparisons', takes: ['body'] },
  'workflows.saveDraft': { method: 'POST', path: '/workflow-drafts', takes: ['body', 'options'], changes: true },
  'workflows.discardDraft': {
    method: 'DELETE',
    path: '/areas/{area}/workflows/{workflow}/draft',
    takes: [reference, 'options'],
    changes: true,
    answers: 'nothing',
  },
  'workflows.publish': {
    method: 'POST',
    path: '/areas/{area}/workflows/{workflow}/versions',
    takes: [{ ...reference, '...': 'body' }, 'options'],
    changes: true,
  },
  'workflows.retire': {
    method: 'POST',
    path: '/areas/{area}/workflows/{workflow}/retirements',
    takes: [reference, 'options'],
    changes: true,
    answers: 'nothing',
  },
  'workflows.migrate': {
    method: 'POST',
    path: '/areas/{area}/workflows/{workflow}/migrations',
    takes: [{ ...reference, '...': 'body' }],
    changes: true,
  },

  'persons.export': {
    method: 'POST',
    path: '/persons/{person}/exports',
    takes: [{ person: '{person}', '...': 'body' }],
  },
  'persons.erase': command('POST', '/persons/{person}/erasures', [
    { person: '{person}', addresses: 'body.addresses' },
    'rest',
  ]),
} as const satisfies Readonly<Record<string, Route>>;
