import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import type { PortalInput } from '../../src/area/area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { DocumentSettings } from '../../src/area/document-settings.ts';
import { createDesk } from '../../src/desk.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { bytes } from './documents-desk.ts';
import { everyStore } from './every-store.ts';

const portal: PortalInput = { notify: ['dora'], defaultResponsible: 'dora' };
const area = (settings: { readonly portal?: PortalInput; readonly documents?: DocumentSettings }) =>
  defineArea({
    id: 'desk',
    name: 'Desk',
    statuses: [
      { id: 'new', name: 'New', category: 'new' },
      { id: 'done', name: 'Done', category: 'closed' },
    ],
    ...settings,
  });

describe.each(everyStore)('on $name', ({ openBoth }) => {
  const opened = async (settings: Parameters<typeof area>[0]) => {
    const kit = await createTestDesk({
      areas: [area(settings)],
      roles: { agent: { '*': ['*'] } },
      portals: false,
      ...(await openBoth()),
    });
    kit.people.addUser({ id: 'dora', name: 'Dora', email: 'dora@desk.example' });
    kit.people.addContact({ id: 'acme', name: 'Acme' });
    const ada = kit.agent('Ada', 'agent');
    const { ticket } = await ada.tickets.create({
      subject: 'Lamp',
      description: 'Dark.',
      requester: { contact: 'acme', name: 'Bob', email: 'bob@acme.example' },
    });
    return { ada, bob: kit.requester('Bob', { contact: 'acme' }), ticket: ticket.id };
  };

  test('the exchange folder has the name that the portal gives it', async () => {
    const { ada, bob, ticket } = await opened({ portal: { ...portal, exchangeFolder: 'Austausch' } });
    await ada.documents.add(ticket, { name: 'a.txt', folder: 'Upload', content: bytes('x') });
    await ada.documents.add(ticket, { name: 'b.txt', folder: 'AUSTAUSCH', content: bytes('x') });
    const { document } = await ada.documents.add(ticket, { name: 'c.txt', content: bytes('x') });
    await ada.documents.share(document);
    const { ticket: seen } = await bob.upload(ticket, { name: 'd.txt', content: bytes('x') });
    expect(seen.documents.map(({ name }) => name)).toEqual(['b.txt', 'c.txt', 'd.txt']);
  });

  test('without a portal nothing is shared, and sharing is refused', async () => {
    const { ada, bob, ticket } = await opened({});
    const { document } = await ada.documents.add(ticket, { name: 'a.txt', folder: 'Upload', content: bytes('x') });
    expect(await ada.documents.list(ticket)).toMatchObject([{ shared: false }]);
    await expect(ada.documents.share(document)).rejects.toMatchObject({
      code: 'wrong_state',
      data: { state: 'no_portal', area: 'desk' },
    });
    await expect(bob.openDocument(document.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('settings that no file could follow, and a folder that could not be one, are refused with every problem', () => {
  const authorizer = rolePolicy({ roles: {}, rolesOf: () => [] });
  const documents = { maxBytes: 0, allow: ['pdf', '.pdf', 'image/*'], block: ['*', '../x'] };
  const areas = [area({ documents, portal: { ...portal, exchangeFolder: 'Up/load' } })];
  expect(() => createDesk({ areas, store: createMemoryStore(), authorizer })).toThrow(
    expect.objectContaining({
      code: 'config_invalid',
      issues: [
        expect.objectContaining({ path: ['areas', 0, 'documents', 'maxBytes'], code: 'not_a_size' }),
        expect.objectContaining({ path: ['areas', 0, 'documents', 'allow', 0], code: 'bad_type' }),
        expect.objectContaining({ path: ['areas', 0, 'documents', 'block', 0], code: 'bad_type' }),
        expect.objectContaining({ path: ['areas', 0, 'documents', 'block', 1], code: 'bad_type' }),
        expect.objectContaining({ path: ['areas', 0, 'portal', 'exchangeFolder'], code: 'bad_name' }),
      ],
    }),
  );
  for (const exchangeFolder of ['', ' Upload', 'CON', 'U\u0308']) {
    const bad = [area({ portal: { ...portal, exchangeFolder } })];
    expect(() => createDesk({ areas: bad, store: createMemoryStore(), authorizer })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code: 'bad_name' })] }),
    );
  }
});
