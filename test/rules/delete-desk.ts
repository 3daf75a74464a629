import { createActivityStore, createMemoryStore } from '../../adapters/memory/index.ts';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import type { StorePair } from './every-store.ts';
import { incident, mail, printer } from './helpdesk.ts';

const words = ['ticket.create', 'ticket.read', 'ticket.edit', 'work', 'mail.convert'];

/** A desk on which tickets are deleted: an area with a portal, agents of several rights, and a requester. */
export const openDeleteDesk = async (pair: StorePair) => {
  const area = defineArea({
    id: 'helpdesk',
    name: 'Help-Desk',
    workflows: [incident],
    portal: { notify: ['dora'], defaultResponsible: 'dora' },
  });
  const kept = createActivityStore(createMemoryStore());
  const broken = { activities: false, blobs: false };
  const kit = await createTestDesk({
    areas: [area],
    roles: {
      agent: { helpdesk: words },
      remover: { helpdesk: [...words, 'ticket.delete'] },
      cleaner: { helpdesk: [...words, 'ticket.delete', 'ticket.delete_from_list'] },
      reader: { helpdesk: ['ticket.read'] },
      stranger: { helpdesk: ['ticket.delete', 'ticket.delete_from_list'] },
      lead: { '*': ['*'] },
    },
    desk: { lead: ['outbox.manage'] },
    store: pair.store,
    blobs: {
      ...pair.blobs,
      remove: async (blob) => {
        if (broken.blobs) throw new Error('The blob store is down.');
        await pair.blobs.remove(blob);
      },
    },
    parser: createMimeParser(),
    activities: {
      ...kept,
      lookUp: async (refs, context) => {
        if (broken.activities) throw new Error('The calendar is down.');
        return kept.lookUp(refs, context);
      },
    },
  });
  kit.people.addUser({ id: 'dora', name: 'Dora', email: 'dora@desk.example' });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  kit.people.addPerson({ id: 'bob', name: 'Bob Baker', email: 'bob@acme.example', contacts: ['acme'] });
  const rita = kit.agent('Rita', 'remover');
  const bob = kit.requester('Bob', { contact: 'acme' });
  const make = async () => (await rita.tickets.create({ ...printer })).ticket;
  /** A ticket with something of everything that can belong to one. */
  const full = async () => {
    const ref = kit.mailbox.put(mail({ 'Message-ID': `<${crypto.randomUUID()}@acme.example>` }));
    const { ticket } = await rita.tickets.create({ from: { mail: ref } });
    const { action } = await rita.actions.add(ticket, { visibility: 'external', description: 'Looked at it' });
    const { document } = await rita.documents.add(ticket, { name: 'photo.png', content: new Uint8Array([1, 2, 3]) });
    const { activity } = await rita.activities.create(ticket, { type: 'note', subject: 'Ring Bob' });
    await rita.tickets.draftInterim(ticket);
    await rita.timers.start(ticket, { visibility: 'internal' });
    await rita.tickets.update(ticket, { responsible: 'dora' });
    return { ticket: await rita.tickets.get(ticket), action, document, activity };
  };
  return { ...kit, rita, bob, make, full, broken };
};
