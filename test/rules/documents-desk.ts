import { defineArea } from '../../src/area/define-area.ts';
import type { DocumentSettings } from '../../src/area/document-settings.ts';
import { createTestDesk, type TestDeskOptions } from '../kit/create-test-desk.ts';
import type { StorePair } from './every-store.ts';
import { helpdesk } from './helpdesk.ts';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Everything a stream gives, as text. */
export const textOf = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
};

/** Bytes that come in pieces, as from an HTTP request. */
export async function* streamed(...pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield bytes(piece);
}

/** A help-desk with a portal, an agent, a requester of Acme, and one of his tickets. */
export const openDocumentsDesk = async (
  pair: StorePair,
  documents: DocumentSettings = {},
  options: NonNullable<TestDeskOptions<readonly [typeof helpdesk]>['options']> = {},
) => {
  const { id, settings, workflows } = helpdesk;
  const area = defineArea({
    ...settings,
    id,
    workflows: [...workflows],
    portal: { notify: ['dora'], defaultResponsible: 'dora' },
    documents,
  });
  const kit = await createTestDesk({
    areas: [area],
    roles: {
      agent: { helpdesk: ['ticket.create', 'ticket.read', 'ticket.edit', 'work'] },
      reader: { '*': ['ticket.read'] },
      lead: { '*': ['*'] },
    },
    desk: { lead: ['outbox.manage'] },
    ...pair,
    options: options as object,
  });
  kit.people.addUser({ id: 'dora', name: 'Dora', email: 'dora@desk.example' });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  kit.people.addContact({ id: 'globex', name: 'Globex' });
  kit.people.addPerson({ id: 'bob', name: 'Bob Baker', contacts: ['acme'] });
  const ada = kit.agent('Ada', 'agent');
  const bob = kit.requester('Bob', { contact: 'acme' });
  const ask = async (contact = 'acme') =>
    (
      await ada.tickets.create({
        workflow: 'incident',
        subject: 'Projector',
        description: 'Dark.',
        requester: { contact, person: contact === 'acme' ? 'bob' : null, name: 'Bob', email: 'bob@acme.example' },
      })
    ).ticket.id;
  return { ...kit, ada, bob, ask, ticket: await ask() };
};

/** The blobs that a store holds of all tenants. */
export const blobsIn = async ({ blobs }: Pick<StorePair, 'blobs'>): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { blob } of blobs.list({ storedBefore: '2999-01-01T00:00:00.000Z' })) found.push(blob);
  return found.sort();
};
