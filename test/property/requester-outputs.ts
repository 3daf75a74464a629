import type { Portal } from '../../src/engine/portal.ts';
import { addressOf, requesters } from './leak-requesters.ts';
import { type LeakWorld, refusedAs } from './leak-world.ts';

/** One thing that a requester reads. */
export interface Output {
  /** What it is, for counting. */
  readonly kind: string;
  /** Whose it is; nothing of another contact may stand in it. */
  readonly contact: string;
  readonly said: unknown;
}

/** Everybody who may ask, with those who belong to nobody. */
const viewers = [
  ...Object.values(requesters),
  { contact: 'acme' },
  { contact: 'globex', person: 'bob' },
  { contact: 'nobody', person: 'bob' },
] as const;

const textOf = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

/** What the portal answers this requester, to right calls and to wrong ones; nothing is written by it. */
async function* ofPortal(portal: Portal<never>, contact: string, { made, store }: LeakWorld): AsyncGenerator<Output> {
  const asked = async (kind: string, call: Promise<unknown>): Promise<Output> => {
    const said = await call.catch(refusedAs);
    const refused = typeof said === 'object' && said !== null && 'code' in said && 'issues' in said;
    return { kind: refused ? `refusal of ${kind}` : kind, contact, said };
  };
  yield asked('areas', portal.areas());
  yield asked('list', portal.list({ limit: 200 }));
  for (let after: string | undefined; after !== null; ) {
    const page = await portal.list({ limit: 2, ...(after === undefined ? {} : { after }) });
    const position = page.next === null ? null : decodeURIComponent(page.next);
    yield { kind: 'page and cursor', contact, said: [page, position] };
    if (page.next === null) break;
    after = page.next;
  }
  const { tickets } = await store.load({ tenant: 'default', tickets: { ids: made.tickets, details: ['documents'] } });
  for (const { row, details } of tickets) {
    yield asked('get', portal.get(row.id));
    yield asked('byNumber', portal.byNumber(` ${row.number.toLowerCase()}`));
    yield asked('documents', portal.documents(row.id));
    for (const { id } of details.documents) {
      const opened = portal.openDocument(id).then(async ({ document, content }) => [document, await textOf(content)]);
      yield asked('openDocument', opened);
    }
    yield asked('reply', portal.reply(row.id, { text: ' ' }));
    yield asked('reply', portal.reply(row.id, { text: 'x', visibility: 'internal' } as never));
    yield asked('upload', portal.upload(row.id, { name: 'a/b', content: new Uint8Array() }));
    yield asked('upload', portal.upload(row.id, [{ name: 'virus.exe', content: Uint8Array.of(1) }]));
    yield asked('close', portal.close(row.id, { expectedVersion: 1 } as never));
  }
  const fresh = { subject: 'x', description: 'x', name: 'x', email: 'x@x.example' };
  yield asked('get', portal.get('unknown'));
  yield asked('create', portal.create(fresh));
  yield asked('create', portal.create({ ...fresh, area: 'desk', email: 'none', responsible: 'x' } as never));
  yield asked('list', portal.list({ after: 'x', limit: 0 }));
  yield asked('list', portal.list({ where: { field: 'responsible', is: 'x' } } as never));
  // That he may not fill a field in is said in the same words as that there is none.
  const guess = (id: string) =>
    portal.create({ ...fresh, area: 'desk', fields: { [id]: 'x' } } as never).catch(refusedAs);
  const guesses = await Promise.all(['nothing', 'canaryNote', 'canaryKind', 'canaryMargin'].map(guess));
  const [nothing, ...hidden] = guesses.map((said) => JSON.stringify(said));
  for (const said of hidden) {
    yield {
      kind: 'refusal of create',
      contact,
      said: said?.replaceAll(/canary(Note|Kind|Margin)/g, 'nothing') === nothing ? '' : said,
    };
  }
}

const toRequester = (address: string) => Object.keys(requesters).find((name) => addressOf(name as 'bob') === address);
const contactOf = (address: string): string => requesters[toRequester(address) as 'bob'].contact;

/** The mails to requesters: drafts as they would leave, what left, and what previews promise. */
async function* ofMails({ ada, made, mails, store }: LeakWorld): AsyncGenerator<Output> {
  const states = ['draft', 'queued', 'closed', 'discarded'] as const;
  for (const { mail } of await store.page('outbox', { tenant: 'default', query: { states }, limit: 10_000 })) {
    const [first] = mail.to;
    // What a person writes into a draft is his own affair.
    if (made.spoilt.has(mail.id) || first === undefined || toRequester(first.address) === undefined) continue;
    const { to, cc, subject, text, messageId, inReplyTo, references } = mail;
    const said = { to, cc, subject, text, messageId, inReplyTo, references };
    yield { kind: `mail ${mail.kind}, ${mail.state}`, contact: contactOf(first.address), said };
  }
  for (const mail of mails) {
    if (toRequester(mail.envelope.to) !== undefined)
      yield { kind: 'mail that left, with its headers', contact: contactOf(mail.envelope.to), said: mail };
  }
  for (const id of made.tickets) {
    const previews = await Promise.all([
      ada.preview.tickets.close(id, { comment: 'CANARY-comment' }),
      ada.preview.tickets.draftInterim(id),
      ada.preview.actions.add(id, { visibility: 'internal', description: 'CANARY-note', thenInterimDraft: true }),
      ada.preview.tickets.update(id, { responsible: 'canary-grace' }),
    ]);
    for (const preview of previews) {
      for (const { to, subject, text } of preview.allowed ? preview.mails : []) {
        const [first] = to;
        if (first !== undefined && toRequester(first.address) !== undefined)
          yield { kind: 'mail in a preview', contact: contactOf(first.address), said: { to, subject, text } };
      }
    }
    for (const block of made.blocks) {
      const { ticket, text } = { ticket: await ada.tickets.get(id), ...(await ada.textBlocks.render(block, id)) };
      yield { kind: 'text block', contact: ticket.requester.contact ?? '', said: text };
    }
  }
}

/** Everything that requesters can read now. */
export async function* requesterOutputs(world: LeakWorld): AsyncGenerator<Output> {
  for (const viewer of viewers) {
    const portal = world.desk.asRequester(viewer) as unknown as Portal<never>;
    yield* ofPortal(portal, viewer.contact, world);
  }
  yield* ofMails(world);
}
