import { describe, expect, test } from 'vitest';
import { defaultArea } from '../../src/area/default-area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';

const statuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;
const roles = { lead: { '*': ['*'] } };

const machines = defineArea({
  id: 'machines',
  name: 'Machines',
  statuses,
  fields: {
    serial: { type: 'text', required: true },
    hours: { type: 'number' },
    bought: { type: 'date' },
    warranty: { type: 'yes_no' },
    kind: { type: 'choice', of: ['lathe', 'mill'] },
    parts: { type: 'many', of: ['belt', 'motor', 'screw'] },
    cause: { type: 'text', requiredToClose: true, name: 'Cause' },
  },
});
const fewer = defineArea({
  id: 'machines',
  name: 'Machines',
  statuses,
  fields: { serial: { type: 'text', required: true } },
});

const words = { subject: 'Mill', description: 'Stands still.', requester: { name: 'Bob', email: 'bob@acme.example' } };
const values = {
  serial: 'M-1',
  hours: 12.5,
  bought: '2024-02-29',
  warranty: true,
  kind: 'mill',
  parts: ['belt', 'screw'],
} as const;

const openMachines = async (store: Store) => {
  const world = await createTestDesk({ areas: [machines], roles, store });
  return { ...world, ada: world.agent('Ada', 'lead') };
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('an area has fields of its own, of six types; their values are typed and kept as given [FLD-01]', async () => {
    const { ada } = await openMachines(await open());
    const { ticket } = await ada.tickets.create({ ...words, fields: values });
    expect((await ada.tickets.get(ticket)).fields).toEqual(values);
    const kind: 'lathe' | 'mill' | null | undefined = ticket.fields.kind;
    const hours: number | null | undefined = ticket.fields.hours;
    const parts: readonly ('belt' | 'motor' | 'screw')[] | null | undefined = ticket.fields.parts;
    expect([kind, hours, parts]).toEqual(['mill', 12.5, ['belt', 'screw']]);
    const { ticket: emptied } = await ada.tickets.update(ticket, { fields: { hours: null, parts: [] } });
    expect(emptied.fields).toEqual({ ...values, hours: null, parts: [] });
    const presets = await createTestDesk({ areas: [defaultArea()], roles, store: await open() });
    const made = await presets
      .agent('Ada', 'lead')
      .tickets.create({ ...words, fields: { priority: 'high', category: 'Hall 2' } });
    expect(made.ticket.fields).toEqual({ priority: 'high', category: 'Hall 2' });
  });

  test('a value of the wrong type, an option that is not there and an unknown field are refused with their path, and nothing is stored [FLD-02 refused]', async () => {
    const { ada } = await openMachines(await open());
    const { ticket } = await ada.tickets.create({ ...words, fields: values });
    const wrong: Readonly<Record<string, readonly unknown[]>> = {
      serial: [7, 'wrong_type'],
      hours: [Number.NaN, 'wrong_type'],
      bought: ['2026-02-30', 'wrong_type'],
      warranty: ['yes', 'wrong_type'],
      kind: ['press', 'not_an_option'],
      parts: [['belt', 'belt'], 'not_an_option'],
      colour: ['red', 'unknown_field'],
      constructor: ['x', 'unknown_field'],
    };
    for (const [id, [value, code]] of Object.entries(wrong)) {
      const fields = { serial: 'M-2', [id]: value } as never;
      const refused = { code: 'invalid_input', issues: [{ path: ['fields', id], code }] };
      await expect(ada.tickets.create({ ...words, fields })).rejects.toMatchObject(
        id === 'serial'
          ? { ...refused, issues: expect.arrayContaining([expect.objectContaining(refused.issues[0])]) }
          : refused,
      );
      await expect(ada.tickets.update(ticket, { fields: { [id]: value } as never })).rejects.toMatchObject(refused);
    }
    expect(await ada.tickets.get(ticket)).toEqual(ticket);
    expect((await ada.tickets.create({ ...words, fields: { serial: 'M-2' } })).ticket.number).toBe(
      'MACHINES-2026-00002',
    );
  });

  test('values of a field that was taken out of the area stay readable, apart from the others, and cannot be written [FLD-02]', async () => {
    const store = await open();
    const before = await openMachines(store);
    const { ticket } = await before.ada.tickets.create({ ...words, fields: values });
    const after = await createTestDesk({ areas: [fewer], roles, store });
    const ada = after.agent('Ada', 'lead');
    const { serial, ...retired } = values;
    expect(await ada.tickets.get(ticket.id)).toMatchObject({ fields: { serial }, retired });
    const { ticket: edited } = await ada.tickets.update(ticket.id, { fields: { serial: 'M-9' } });
    expect(edited).toMatchObject({ fields: { serial: 'M-9' }, retired });
    await expect(ada.tickets.update(ticket.id, { fields: { kind: 'lathe' } as never })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['fields', 'kind'], code: 'unknown_field' }],
    });
    await expect(ada.tickets.update(ticket.id, { fields: { serial: 7 as never } })).rejects.toMatchObject({
      issues: [{ path: ['fields', 'serial'], code: 'wrong_type' }],
    });
  });

  test('a required field holds a value from creation on, and one that is required to close before any way into a closed step [FLD-03 refused]', async () => {
    const { ada } = await openMachines(await open());
    const missing = (id: string) => ({ code: 'invalid_input', issues: [{ path: ['fields', id], code: 'required' }] });
    await expect(ada.tickets.create(words)).rejects.toMatchObject(missing('serial'));
    const { ticket } = await ada.tickets.create({ ...words, fields: values });
    for (const empty of [null, ' ']) {
      await expect(ada.tickets.update(ticket, { fields: { serial: empty } })).rejects.toMatchObject(missing('serial'));
    }
    await expect(ada.tickets.transition(ticket, 'done')).rejects.toMatchObject(missing('cause'));
    await expect(ada.tickets.close(ticket)).rejects.toMatchObject(missing('cause'));
    await ada.tickets.update(ticket, { fields: { cause: 'Wear' } });
    expect((await ada.tickets.close(ticket)).ticket.status.category).toBe('closed');
  });
});

test('a field that nobody could use is a configuration error [FLD-01 refused]', async () => {
  const bad = {
    ...machines,
    settings: {
      ...machines.settings,
      fields: {
        '1st': { type: 'text' },
        toString: { type: 'text' },
        kind: { type: 'choice', of: [] },
        what: { type: 'picture' },
      },
    },
  };
  await expect(createTestDesk({ areas: [bad as never], roles })).rejects.toMatchObject({
    code: 'config_invalid',
    issues: expect.arrayContaining(
      ['1st', 'toString', 'kind', 'what'].map((id) =>
        expect.objectContaining({ path: expect.arrayContaining(['fields', id]) }),
      ),
    ),
  });
});
