import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk, type TestDeskOptions } from '../kit/create-test-desk.ts';
import type { StorePair } from './every-store.ts';
import { helpdesk } from './helpdesk.ts';

const { id, settings, workflows } = helpdesk;
const portal = { notify: ['dora'], defaultResponsible: 'dora' } as const;
const areas = [
  defineArea({
    ...settings,
    id,
    workflows: [...workflows],
    portal: { ...portal, scope: 'requester' },
    fields: {
      machine: { type: 'text', portal: 'write' },
      room: { type: 'text' },
      severity: { type: 'choice', of: ['low', 'high'] },
    },
  }),
  defineArea({ ...settings, id: 'company', name: 'Company', workflows: [...workflows], portal }),
] as const;

/** Bob as his tickets know him. */
export const bobBaker = {
  contact: 'acme',
  person: 'bob',
  name: 'Bob Baker',
  email: 'bob@acme.example',
  phone: '+49 30 123456',
} as const;

export const carolCook = {
  contact: 'acme',
  person: 'carol',
  name: 'Carol Cook',
  email: 'carol@acme.example',
  phone: '+49 30 654321',
} as const;

/** A help-desk whose requesters see their own tickets, a second area that shows all of a contact, and somebody who may erase persons. */
export const openPersonsDesk = async (
  pair: { readonly store: Store } & Partial<StorePair>,
  options: NonNullable<TestDeskOptions<typeof areas>['options']> = {},
) => {
  const kit = await createTestDesk({
    areas,
    roles: { agent: { '*': ['*'] }, officer: { '*': ['ticket.read'] } },
    desk: { officer: ['person.erase'], agent: ['outbox.manage'] },
    parser: createMimeParser(),
    ...pair,
    options: options as object,
  });
  kit.people.addUser({ id: 'dora', name: 'Dora', email: 'dora@desk.example' });
  kit.people.addContact({ id: 'acme', name: 'Acme' });
  for (const person of [bobBaker, carolCook])
    kit.people.addPerson({ ...person, id: person.person, contacts: ['acme'] });
  const ada = kit.agent('Ada', 'agent');
  const create = async (more: object = {}) =>
    (
      await ada.tickets.create({
        area: 'helpdesk',
        workflow: 'incident',
        subject: 'Printer',
        description: 'Smoke.',
        requester: bobBaker,
        ...more,
      })
    ).ticket.id;
  return {
    ...kit,
    ada,
    /** May erase persons, and nothing else beside reading. */
    olga: kit.agent('Olga', 'officer'),
    bob: kit.requester('Bob', { contact: 'acme' }),
    carol: kit.requester('Carol', { contact: 'acme' }),
    create,
  };
};

/** Starts and closes a ticket, which drafts a mail to its requester; gives the draft. */
export const closingDraft = async (
  { ada }: Pick<Awaited<ReturnType<typeof openPersonsDesk>>, 'ada'>,
  ticket: string,
): Promise<string> => {
  await ada.tickets.transition(ticket, 'start');
  const { drafts } = await ada.tickets.close(ticket, { comment: 'Done' });
  return drafts[0]?.id ?? '';
};
