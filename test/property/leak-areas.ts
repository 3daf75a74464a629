import { defineArea } from '../../src/area/define-area.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { everyPlaceholder } from './every-placeholder.ts';

/** What no requester may ever read: every internal text, number and moment of the world is one of these, in whatever case. */
export const canary = /canary|\b(4242|777|778)\b|\.777Z|\b7[.,]7[78]\b/i;

const work = { permission: 'work', comment: 'optional' } as const;

/** Everything of it but public labels is internal. A requester cannot tell `canaryDoing` from `canaryParked`. */
const support = defineWorkflow({
  id: 'canarySupport',
  name: 'CANARY-workflow',
  initial: 'canaryNew',
  steps: {
    canaryNew: { name: 'CANARY-step new', category: 'new', publicLabel: 'Received' },
    canaryDoing: { name: 'CANARY-step doing', category: 'open', publicLabel: 'In progress' },
    canaryParked: { name: 'CANARY-step parked', category: 'open', publicLabel: 'In progress', color: 'CANARY-color' },
    canaryWaiting: { name: 'CANARY-step waiting', category: 'pending', publicLabel: 'Waiting for you' },
    canaryClosed: { name: 'CANARY-step closed', category: 'closed', publicLabel: 'Closed' },
  },
  transitions: {
    canaryStart: { name: 'CANARY-transition start', from: ['canaryNew'], to: 'canaryDoing', ...work },
    canaryPark: { name: 'CANARY-transition park', from: ['canaryDoing'], to: 'canaryParked', ...work },
    canaryUnpark: { name: 'CANARY-transition unpark', from: ['canaryParked'], to: 'canaryDoing', ...work },
    canaryPass: {
      name: 'CANARY-transition pass',
      from: ['canaryDoing', 'canaryParked'],
      to: 'canaryDoing',
      ...work,
      responsible: 'required',
    },
    canaryWait: { name: 'CANARY-transition wait', from: ['canaryDoing'], to: 'canaryWaiting', ...work },
    canaryClose: {
      name: 'CANARY-transition close',
      from: ['canaryDoing', 'canaryParked', 'canaryWaiting'],
      to: 'canaryClosed',
      ...work,
      closesByDefault: true,
    },
    canaryWithdraw: {
      name: 'CANARY-transition withdraw',
      from: ['canaryNew', 'canaryWaiting'],
      to: 'canaryClosed',
      permission: 'work',
      requester: true,
    },
    canaryGuarded: {
      name: 'CANARY-transition guarded',
      from: ['canaryDoing'],
      to: 'canaryClosed',
      permission: 'work',
      requester: true,
      condition: { field: 'fields.canaryMargin', is: 4242 },
      message: 'CANARY-condition',
    },
    canaryReopen: {
      name: 'CANARY-transition reopen',
      from: ['canaryClosed'],
      to: 'canaryDoing',
      permission: 'reopen',
      comment: 'optional',
    },
  },
});

/** The placeholders that every text has, also a text block. */
export const everywhere =
  '{{ ticket.number }} {{ ticket.subject }} {{ ticket.status }} {{ ticket.link }} {{ area.name }} {{ requester.name }} {{ today }}';
const fields = {
  room: { type: 'text', portal: 'write' },
  promised: { type: 'date', portal: 'read' },
  canaryMargin: { type: 'number' },
  canaryNote: { type: 'text', name: 'CANARY-field name' },
  canaryKind: { type: 'choice', of: ['CANARY-option', 'CANARY-other option'] },
  canaryTags: { type: 'many', of: ['CANARY-tag', 'CANARY-other tag'] },
} as const;

export const desk = defineArea({
  id: 'desk',
  name: 'Desk',
  workflows: [support],
  fields,
  portal: { notify: ['canary-dispatch', 'canary-grace'], defaultResponsible: 'canary-dispatch' },
  notifyConcerned: true,
  templates: {
    received: { en: { subject: everywhere, body: everyPlaceholder('received', fields) } },
    interim: { en: { subject: everywhere, body: everyPlaceholder('interim', fields) } },
    closing: { en: { subject: everywhere, body: everyPlaceholder('closing', fields) } },
    assigned: { en: { subject: 'CANARY-notice', body: 'CANARY-notice {{ comment }}' } },
  },
});

/** The requester's own tickets only; shipped texts, in German. */
export const own = defineArea({
  id: 'own',
  name: 'Own',
  language: 'de',
  timeZone: 'Europe/Berlin',
  statuses: [
    { id: 'canaryFresh', name: 'CANARY-status fresh', category: 'new', publicLabel: 'Received' },
    { id: 'canaryBusy', name: 'CANARY-status busy', category: 'open', publicLabel: 'In progress' },
    { id: 'canaryStuck', name: 'CANARY-status stuck', category: 'open', publicLabel: 'In progress' },
    { id: 'canaryDone', name: 'CANARY-status done', category: 'closed', publicLabel: 'Closed' },
  ],
  fields: { canaryNote: { type: 'text', requiredToClose: false } },
  portal: { notify: ['canary-dispatch'], defaultResponsible: 'canary-dispatch', scope: 'requester' },
  lockClosed: false,
  handOver: 'automatic',
  interim: { onlyUncommunicated: true },
});

/** No portal: the mails of its agents may name it, and nothing else that a requester reads. */
export const inner = defineArea({ id: 'inside', name: 'Inside', workflows: [support], fields, closeMail: 'off' });
