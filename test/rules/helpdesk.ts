import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { DeskOptions } from '../../src/desk.ts';
import type { Store } from '../../src/ports/store.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { createTestDesk, type TestDeskOptions } from '../kit/create-test-desk.ts';

/** A workflow with a mandatory comment, a hand-over, a hidden way and a way back. */
export const incident = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'In progress', category: 'open', publicLabel: 'Being worked on' },
    waiting: { name: 'Waiting for supplier', category: 'pending' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    start: { name: 'Start', from: ['new'], to: 'doing', permission: 'work' },
    pass: {
      name: 'Pass on',
      from: ['doing'],
      to: 'doing',
      permission: 'work',
      comment: 'optional',
      responsible: 'required',
    },
    wait: { name: 'Wait', from: ['doing'], to: 'waiting', permission: 'work', comment: 'optional' },
    resume: { name: 'Resume', from: ['waiting'], to: 'doing', permission: 'work' },
    close: { name: 'Close', from: ['doing', 'waiting'], to: 'closed', permission: 'work', comment: 'required' },
    reopen: { name: 'Reopen', from: ['closed'], to: 'doing', permission: 'reopen' },
  },
});

/** A second workflow of the same area. */
const request = defineWorkflow({
  id: 'request',
  name: 'Request',
  initial: 'asked',
  steps: { asked: { name: 'Asked', category: 'new' }, done: { name: 'Done', category: 'closed' } },
  transitions: {
    finish: { name: 'Finish', from: ['asked'], to: 'done', permission: 'work' },
    reopen: { name: 'Reopen', from: ['done'], to: 'asked', permission: 'reopen' },
  },
});

export const helpdesk = defineArea({
  id: 'helpdesk',
  name: 'Help-Desk',
  workflows: [incident, request],
  fields: { severity: { type: 'choice', of: ['low', 'high'] } },
});

/** A plain status list, in German. */
export const caretaker = defineArea({
  id: 'caretaker',
  name: 'Hausmeister',
  language: 'de',
  timeZone: 'Europe/Berlin',
  statuses: [
    { id: 'new', name: 'Neu', category: 'new' },
    { id: 'busy', name: 'In Bearbeitung', category: 'open' },
    { id: 'done', name: 'Geschlossen', category: 'closed' },
  ],
});

const agentWords = [
  'ticket.create',
  'ticket.read',
  'ticket.edit',
  'ticket.switch_workflow',
  'action.publish',
  'action.delete',
  'mail.convert',
  'work',
] as const;

/** A desk with two areas and five roles: agent (both areas), clerk (help-desk only), writer (edits), reader, lead (everything). */
export const openHelpdesk = (
  store: Store,
  {
    activities,
    ...options
  }: Pick<DeskOptions<readonly []>, 'userMail' | 'undoSeconds'> & Pick<TestDeskOptions<[]>, 'activities'> = {},
) =>
  createTestDesk({
    options,
    areas: [helpdesk, caretaker],
    roles: {
      agent: { helpdesk: agentWords, caretaker: agentWords },
      administrator: {
        helpdesk: [...agentWords, 'ticket.delete', 'ticket.delete_from_list'],
        caretaker: agentWords,
      },
      clerk: { helpdesk: agentWords },
      writer: { '*': ['ticket.read', 'ticket.edit'] },
      reader: { '*': ['ticket.read'] },
      lead: { '*': ['*'] },
    },
    desk: { lead: ['outbox.manage'], administrator: ['config.admin', 'person.erase'] },
    parser: createMimeParser(),
    store,
    ...(activities === undefined ? {} : { activities }),
  });

/** What every ticket needs. */
export const printer = {
  subject: 'Printer on fire',
  description: 'Smoke on the second floor.',
  requester: { name: 'Bob Baker', email: 'bob@acme.example' },
} as const;

/** A raw mail. */
export const mail = (
  headers: Readonly<Record<string, string>> = {},
  text = 'Hello,\n\nthe printer does not print.\n\nBob',
): string => {
  const lines = Object.entries({
    From: 'Bob Baker <bob@acme.example>',
    To: 'support@desk.example',
    Subject: 'Printer does not print',
    'Message-ID': '<1@acme.example>',
    Date: 'Tue, 03 Mar 2026 12:00:00 +0000',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return [...lines, '', ...text.split('\n'), ''].join('\r\n');
};
