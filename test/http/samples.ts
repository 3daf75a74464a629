import type { World } from './world.ts';

const workflow = {
  id: 'demand',
  name: 'Demand',
  initial: 'open',
  steps: [
    { id: 'open', name: 'Open', category: 'new' },
    { id: 'paid', name: 'Paid', category: 'closed' },
  ],
  transitions: [{ id: 'pay', name: 'Pay', from: ['open'], to: 'paid', permission: 'demand' }],
};

/** A body for every operation that reads JSON, which the desk takes from somebody who may. */
export const sampleBodies = ({ ids, printer }: Pick<World, 'ids' | 'printer'>): Readonly<Record<string, object>> => ({
  'agent tickets.prepare': {},
  'agent tickets.create': { area: 'helpdesk', ...printer },
  'agent tickets.update': { subject: 'Printer again', inform: [] },
  'agent tickets.delete': { confirmed: true },
  'agent tickets.transition': { comment: 'Ordered' },
  'agent tickets.setStatus': {},
  'agent tickets.close': { comment: 'Done' },
  'agent tickets.switchWorkflow': { workflow: 'request' },
  'agent actions.add': { visibility: 'internal', description: 'Looked' },
  'agent actions.edit': { description: 'Looked twice' },
  'agent bulk.targets': { tickets: [ids.ticket] },
  'agent bulk.addAction': { tickets: [ids.ticket], visibility: 'internal', description: 'All' },
  'agent bulk.setStep': { tickets: [ids.ticket], step: 'waiting' },
  'agent bulk.setStatus': { tickets: [ids.ticket], status: 'closed' },
  'agent bulk.delete': { tickets: [ids.ticket], confirmed: true },
  'agent bulk.handOverAll': { from: 'grace', to: 'ada' },
  'agent activities.create': { type: 'note', subject: 'Remember' },
  'agent activities.link': { contacts: ['acme'] },
  'agent documents.move': { folder: 'Contracts' },
  'agent timers.start': { visibility: 'internal' },
  'agent timers.stop': { description: 'Worked' },
  'agent outbox.update': { subject: 'News' },
  'agent questions.answer': { inform: [] },
  'agent textBlocks.save': { name: 'Other', text: 'Dear' },
  'agent settings.update': { areas: { helpdesk: { name: 'Help' } } },
  'agent workflows.whatIf': { area: 'helpdesk', workflow },
  'agent workflows.saveDraft': { area: 'collection', workflow },
  'agent workflows.publish': {},
  'agent workflows.migrate': { closed: true },
  'agent persons.export': { contact: 'acme' },
  'agent persons.erase': { confirmed: true, content: 'keep' },
  'portal create': { subject: 'Help', description: 'Broken', name: 'Bob', email: 'bob@acme.example' },
  'portal reply': { text: 'Any news?' },
});
