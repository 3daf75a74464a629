import { describe, expect, test } from 'vitest';
import { defineArea } from '../../src/area/define-area.ts';
import { shippedTexts } from '../../src/area/shipped-texts.ts';
import { templateKinds } from '../../src/area/template-texts.ts';
import { templateProblems } from '../../src/notifications/placeholders.ts';
import { refusalCodes } from '../../src/refusal/refusal-codes.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { incident, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

test('every mail has a text in German and in English, and both name only what their kind may hold [XCT-04]', () => {
  for (const kind of templateKinds) {
    const { de, en } = shippedTexts[kind];
    for (const { subject, body } of [de, en])
      for (const text of [subject, body]) expect(templateProblems(kind, text, [], true, {})).toEqual([]);
    expect(de.body).not.toBe(en.body);
    const names = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name).sort();
    expect(names(de.body), kind).toEqual(
      expect.arrayContaining(names(en.body).filter((name) => name !== 'requester.name')),
    );
  }
});

describe.each(everyStore)('on $name', ({ open }) => {
  test('the language of the area is the language of its mails, and codes of refusals are the same in all of them [XCT-04]', async () => {
    const told: Record<string, string> = {};
    const refused: Record<string, readonly unknown[]> = {};
    for (const language of ['de', 'en'] as const) {
      const { agent } = await createTestDesk({
        areas: [defineArea({ id: 'office', name: 'Büro', language, workflows: [incident] })],
        roles: { lead: { '*': ['*'] } },
        store: await open(),
      });
      const ada = agent('Ada', 'lead');
      const { ticket } = await ada.tickets.create({ ...printer, subject: 'Größe' });
      const { drafts } = await ada.tickets.draftInterim(ticket);
      told[language] = `${drafts[0]?.subject}\n${drafts[0]?.text}`;
      const calls = [
        ada.tickets.transition(ticket.id, 'close', { comment: '' }),
        ada.actions.add(ticket, { visibility: 'secret' as never, description: 'x' }),
        ada.tickets.get('unknown'),
      ];
      refused[language] = await Promise.all(
        calls.map(async (call) => {
          const { code, issues } = await refusalOf(call);
          return [code, issues.map((issue) => [issue.path, issue.code])];
        }),
      );
    }
    expect(told.de).toContain('wir arbeiten an Ihrem Ticket');
    expect(told.en).toContain('we are working on your ticket');
    expect(told.de).toMatch(/^Größe/);
    expect(refused.de).toEqual(refused.en);
    for (const code of Object.keys(refusalCodes)) expect(code).toMatch(/^[a-z_]+$/);
  });

  test('texts are found and sorted alike however their accents are written [XCT-04]', async () => {
    const { agent } = await createTestDesk({
      areas: [defineArea({ id: 'office', name: 'Office', workflows: [incident] })],
      roles: { lead: { '*': ['*'] } },
      store: await open(),
    });
    const ada = agent('Ada', 'lead');
    const composed = 'Ängste';
    const decomposed = composed.normalize('NFD');
    expect(decomposed).not.toBe(composed);
    for (const subject of [decomposed, composed, 'Zug']) await ada.tickets.create({ ...printer, subject });
    for (const given of [composed, decomposed]) {
      const { items } = await ada.tickets.list({ where: { field: 'subject', startsWith: given } });
      expect(items).toHaveLength(2);
    }
    const sorted = await ada.tickets.list({ sort: { by: 'subject', direction: 'asc' } });
    const subjects = sorted.items.map(({ subject }) => subject.normalize('NFC'));
    expect(subjects.indexOf('Zug')).not.toBe(1);
  });
});
