import { describe, expect, test } from 'vitest';
import { createMimeParser } from '../../adapters/mime/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, mail, openHelpdesk } from './helpdesk.ts';

const base64 = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;

/** A desk on which Ada makes a ticket of each raw mail. */
const openDesk = async (store: Store) => {
  const { agent, mailbox } = await openHelpdesk(store);
  const ada = agent('Ada', 'agent');
  let sent = 0;
  return {
    ada,
    mailbox,
    /** Prepares and creates, which must agree. */
    convert: async (raw: string | Uint8Array, more: { readonly subject?: string } = {}) => {
      const ref = mailbox.put(raw);
      const prepared = await ada.tickets.prepare({ area: 'helpdesk', from: { mail: ref } });
      const made = await ada.tickets.create({ area: 'helpdesk', from: { mail: ref }, ...more });
      if (more.subject === undefined) expect(made.ticket.subject).toBe(prepared.fields.subject);
      expect(made.ticket.description).toBe(prepared.fields.description);
      expect(made.warnings).toEqual(prepared.warnings);
      const [attached] = await ada.tickets.mails(made.ticket);
      const source = await ada.tickets.rawMail(made.ticket, attached?.id ?? '');
      return { ...made, prepared, source };
    },
    mail: (headers: Readonly<Record<string, string>>, text?: string) => {
      sent += 1;
      return mail({ 'Message-ID': `<m${sent}@acme.example>`, ...headers }, text);
    },
  };
};

describe.each(everyStore)('on $name', ({ open }) => {
  test('the subject of the ticket is the subject of the mail: decoded, unfolded, trimmed [MAI-07]', async () => {
    const { convert, mail } = await openDesk(await open());
    for (const [header, subject] of [
      ['Printer', 'Printer'],
      ['   Printer on fire  ', 'Printer on fire'],
      ['=?ISO-8859-1?Q?Gr=FC=DFe_aus_K=F6ln?=', 'Grüße aus Köln'],
      [`${base64('Größe der ')}\r\n ${base64('Lieferung – dringend 🔥👩‍🚒')}`, 'Größe der Lieferung – dringend 🔥👩‍🚒'],
      ['Printer\r\n on the second floor', 'Printer on the second floor'],
      ['AW: Re: WG: Printer', 'AW: Re: WG: Printer'],
      [base64('プリンターが動かない'), 'プリンターが動かない'],
      ['u\u0308ber', 'über'],
    ] as const) {
      expect((await convert(mail({ Subject: header }))).ticket.subject).toBe(subject);
    }
  });

  test('reply prefixes are kept unless the area wants them gone [MAI-07]', async () => {
    const { agent, mailbox } = await createTestDesk({
      areas: [defineArea({ ...settingsOf(helpdesk), mail: { stripReplyPrefixes: true } })],
      roles: { agent: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    const ada = agent('Ada', 'agent');
    for (const [subject, left] of [
      ['AW: Re[2]: WG: Fwd: Printer', 'Printer'],
      ['Antwort des Druckers: Re: aus', 'Antwort des Druckers: Re: aus'],
      ['REsistance: is futile', 'REsistance: is futile'],
    ]) {
      const ref = mailbox.put(mail({ Subject: subject ?? '', 'Message-ID': `<${left}@acme.example>` }));
      expect((await ada.tickets.prepare({ from: { mail: ref } })).fields.subject).toBe(left);
      expect((await ada.tickets.create({ from: { mail: ref } })).ticket.subject).toBe(left);
    }
  });

  test('no subject is invented: an empty one stays empty, and Ada has to write one [MAI-07]', async () => {
    const { ada, mailbox, mail } = await openDesk(await open());
    for (const Subject of ['', '   ', base64('\r\n')]) {
      const ref = mailbox.put(mail({ Subject }));
      const { fields, prefilled } = await ada.tickets.prepare({ area: 'helpdesk', from: { mail: ref } });
      expect([fields.subject, prefilled.includes('subject')]).toEqual(['', false]);
      await expect(ada.tickets.create({ area: 'helpdesk', from: { mail: ref } })).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [expect.objectContaining({ path: ['subject'], code: 'required' })],
      });
      expect(mailbox.has(ref)).toBe(true);
      const { ticket } = await ada.tickets.create({ area: 'helpdesk', subject: 'Printer', from: { mail: ref } });
      expect(ticket.subject).toBe('Printer');
    }
  });

  test('a subject over 255 characters is cut with a warning, and the mail keeps all of it [MAI-07 refused]', async () => {
    const { convert, mail } = await openDesk(await open());
    const fits = await convert(mail({ Subject: 'x'.repeat(255) }));
    expect([fits.ticket.subject.length, fits.warnings]).toEqual([255, []]);
    const long = Array.from({ length: 40 }, (_, index) => `word${index}`).join('\r\n ');
    const cut = await convert(mail({ Subject: long }));
    expect(cut.ticket.subject).toBe(long.replaceAll('\r\n', '').slice(0, 255).trim());
    expect(cut.warnings).toEqual([expect.objectContaining({ code: 'subject_truncated' })]);
    expect(new TextDecoder().decode(cut.source)).toContain(long);
    const flames = await convert(mail({ Subject: base64('🔥'.repeat(200)) }));
    expect(flames.ticket.subject).toBe('🔥'.repeat(127));
    const accents = await convert(mail({ Subject: base64(`e${'\u0301\u0323'.repeat(300)}`) }));
    expect(accents.ticket.subject).toHaveLength(255);
  });

  test('line breaks and NUL that hide in a subject are gone before they can do harm [MAI-07 refused]', async () => {
    const { ada, convert, mail } = await openDesk(await open());
    const { ticket, drafts } = await convert(
      mail({ Subject: '=?UTF-8?Q?Printer=0D=0ABcc:_eve@evil.example=00=00=C2=85=E2=80=A8end?=' }),
    );
    expect(ticket.subject).toMatch(/^Printer Bcc: eve@evil\.example ?end$/);
    expect(drafts[0]?.subject).toBe(`${ticket.subject} [#${ticket.number}]`);
    const sent = await ada.outbox.send(drafts[0]?.id ?? '');
    expect(sent.mail.state).toBe('queued');
  });

  test('the description is the text of the mail, quotes and signature included [MAI-09]', async () => {
    const { convert, mail } = await openDesk(await open());
    const text = 'Hello,\n\n> You wrote: it works\n\nno.\n\n-- \nBob Baker\nTel. +49 30 1234';
    const { ticket } = await convert(mail({}, text));
    expect(ticket.description).toBe(text);
    const quoted = await convert(
      mail({ 'Content-Transfer-Encoding': 'quoted-printable' }, 'Gr=C3=BC=C3=9Fe =F0=9F=94=A5'),
    );
    expect(quoted.ticket.description).toBe('Grüße 🔥');
  });

  test('of text and HTML the text is taken; HTML alone becomes text without scripts and remote content [MAI-09]', async () => {
    const { convert, mail } = await openDesk(await open());
    const html =
      '<html><head><style>p{color:red}</style><script>steal()</script></head><body><p>The <b>printer</b> burns.</p>' +
      '<script src="https://evil.example/x.js"></script><img src="https://evil.example/pixel.gif" alt="pixel"><p>Bye</p></body></html>';
    const both = await convert(
      mail(
        { 'Content-Type': 'multipart/alternative; boundary=b', 'MIME-Version': '1.0' },
        `--b\nContent-Type: text/plain\n\nPlain words.\n--b\nContent-Type: text/html\n\n${html}\n--b--`,
      ),
    );
    expect(both.ticket.description).toBe('Plain words.');
    const alone = await convert(mail({ 'Content-Type': 'text/html; charset=utf-8' }, html));
    expect(alone.ticket.description).toContain('The printer burns.');
    expect(alone.ticket.description).toContain('Bye');
    expect(alone.ticket.description).not.toMatch(/steal|evil\.example|pixel|color|<|>/);
  });

  test('a text over the limit is cut with a warning, and the mail keeps all of it [MAI-09]', async () => {
    const { convert, mail } = await openDesk(await open());
    const text = 'The printer prints and prints.\n'.repeat(40_000);
    const { ticket, warnings, source } = await convert(mail({}, text));
    expect(warnings).toEqual([expect.objectContaining({ code: 'description_truncated' })]);
    expect(ticket.description).toBe(text.slice(0, 1_048_576));
    expect(source.byteLength).toBeGreaterThan(text.length);
  });

  test('a broken charset never costs a mail; NUL is removed [MAI-09 refused]', async () => {
    const { convert, mail } = await openDesk(await open());
    const bytes = (raw: string, body: readonly number[]) =>
      new Uint8Array([...new TextEncoder().encode(raw.slice(0, raw.indexOf('\r\n\r\n') + 4)), ...body]);
    const broken = await convert(bytes(mail({}), [0x47, 0x72, 0xfc, 0xdf, 0x65]));
    expect(broken.ticket.description).toMatch(/^Gr.{1,2}e$/u);
    expect(broken.ticket.description).toContain('\ufffd');
    const unknown = await convert(
      bytes(mail({ 'Content-Type': 'text/plain; charset=klingon' }), [...Buffer.from('Drucker brennt')]),
    );
    expect(unknown.ticket.description).toBe('Drucker brennt');
    const nul = await convert(bytes(mail({}), [...Buffer.from('Dru\u0000cker\u0000')]));
    expect(nul.ticket.description).toBe('Drucker');
  });

  test('the ticket says with a tick whether there are a description, documents, mails and drafts, also in a list that carries no descriptions [MAI-10]', async () => {
    const { agent, mailbox } = await createTestDesk({
      areas: [defineArea({ ...settingsOf(helpdesk), required: [] })],
      roles: { agent: { '*': ['*'] } },
      parser: createMimeParser(),
      store: await open(),
    });
    const ada = agent('Ada', 'agent');
    const bare = await ada.tickets.create({ subject: 'Printer' });
    expect(bare.ticket.indicators).toEqual({
      hasDescription: false,
      hasDocuments: false,
      hasMails: false,
      openDrafts: 0,
    });
    const full = await ada.tickets.create({ from: { mail: mailbox.put(mail()) } });
    expect(full.ticket.indicators).toEqual({
      hasDescription: true,
      hasDocuments: false,
      hasMails: true,
      openDrafts: 1,
    });
    const empty = await ada.tickets.create({ from: { mail: mailbox.put(mail({ 'Message-ID': '<2@x>' }, ' \n ')) } });
    expect(empty.ticket.indicators).toEqual({
      hasDescription: false,
      hasDocuments: false,
      hasMails: true,
      openDrafts: 1,
    });
    await ada.outbox.discard(empty.drafts[0]?.id ?? '');
    const written = await ada.tickets.update(empty.ticket, { description: 'It burns.' });
    expect(written.ticket.indicators).toEqual({
      hasDescription: true,
      hasDocuments: false,
      hasMails: true,
      openDrafts: 0,
    });
    const { document } = await ada.documents.add(bare.ticket, { name: 'a.pdf', content: Uint8Array.of(1) });
    const ticked = { hasDescription: false, hasDocuments: true, hasMails: false, openDrafts: 0 };
    expect((await ada.tickets.get(bare.ticket)).indicators).toEqual(ticked);
    const { items } = await ada.tickets.list({
      descriptions: false,
      sort: { by: 'number', direction: 'desc' },
    });
    expect(items.map(({ id, indicators }) => [id, indicators])).toEqual([
      [empty.ticket.id, written.ticket.indicators],
      [full.ticket.id, full.ticket.indicators],
      [bare.ticket.id, ticked],
    ]);
    for (const item of items) expect(item).not.toHaveProperty('description');
    const { description: _, ...rest } = await ada.tickets.get(full.ticket);
    expect(items[1]).toEqual(rest);
    const { items: whole } = await ada.tickets.list();
    expect(whole.map(({ description }) => description)).toContain('It burns.');
    await ada.documents.remove(document);
    expect((await ada.tickets.get(bare.ticket)).indicators.hasDocuments).toBe(false);
  });
});

/** What `defineArea` was given. */
function settingsOf({ id, settings, workflows }: typeof helpdesk) {
  return { id, ...settings, workflows: [...workflows] };
}
