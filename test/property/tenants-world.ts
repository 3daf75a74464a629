import fc from 'fast-check';
import { defineArea } from '../../src/area/define-area.ts';
import type { Agent } from '../../src/engine/agent.ts';
import type { Portal } from '../../src/engine/portal.ts';
import type { OutgoingMail } from '../../src/ports/mailer.ts';
import type { Store } from '../../src/ports/store.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import type { MailRef } from '../../src/ticket/source-mail.ts';
import { createTestIds } from '../kit/test-ids.ts';
import { helpdesk, mail, printer } from '../rules/helpdesk.ts';
import { openTwoTenants } from '../rules/two-tenants.ts';

const statuses = [
  { id: 'new', name: 'New', category: 'new' },
  { id: 'done', name: 'Done', category: 'closed' },
] as const;
const portal = { notify: ['dispatch'], defaultResponsible: 'dispatch' };
const drawnAhead = defineArea({ id: 'ahead', name: 'Ahead', key: 'AHEAD', statuses, number: { block: 3 }, portal });
const withoutGaps = defineArea({ id: 'whole', name: 'Whole', key: 'WHOLE', statuses, number: { gapless: true } });
const areas = [helpdesk, drawnAhead, withoutGaps] as const;

const tenants = ['acme', 'globex'] as const;
export type Tenant = (typeof tenants)[number];

/** One call in one tenant, or something that happens to the desk as a whole. */
export type Act = Readonly<{
  where: Tenant | 'desk';
  who: 'ada' | 'grace' | 'rita';
  what: string;
  at: number;
  /** Names things by an id that may be of the other tenant, not by one that was handed out in this one. */
  guessed: boolean;
  flag: boolean;
}>;

interface Hands {
  readonly agent: Agent<(typeof areas)[number]>;
  readonly bob: Portal<(typeof areas)[number]>;
  readonly ticket: string;
  readonly mail: string;
  readonly ref: MailRef;
  /** Where Bob is written to. */
  readonly email: string;
  readonly seen: { changes?: string };
}

const area = ['helpdesk', 'ahead', 'whole'] as const;
const emailOf = (tenant: Tenant) => `bob@client.${tenant}.example`;
const keyOf = ({ at, flag }: Act) => (flag ? { idempotencyKey: `key${at % 3}` } : {});
const requesterOf = (email: string) => ({ name: 'Bob Baker', email, contact: 'client', person: 'bob' });
const question = { area: 'ahead', subject: 'Projector', description: 'Dark.', name: 'Bob' } as const;

/** What can be called. Ids and numbers are counted in each tenant for itself, so both use the same ones. */
const calls: Readonly<Record<string, (hands: Hands, act: Act) => Promise<unknown>>> = {
  create: ({ agent, email }, act) =>
    agent.tickets.create(
      { ...printer, requester: requesterOf(email), area: area[act.at % 3] ?? 'ahead', subject: `No. ${act.at}` },
      keyOf(act),
    ),
  fromMail: ({ agent, ref }, act) => agent.tickets.create({ area: 'helpdesk', from: { mail: ref } }, keyOf(act)),
  prepare: ({ agent, ref }) => agent.tickets.prepare({ area: 'helpdesk', from: { mail: ref } }),
  folder: ({ agent }, { flag }) => agent.mailbox.list({ mailbox: flag ? 'acme-mail' : 'globex-mail' }),
  update: ({ agent, ticket }, { at }) => agent.tickets.update(ticket, { subject: `Changed ${at}` }),
  stale: ({ agent, ticket }, { at }) => agent.tickets.update(ticket, { subject: 'x' }, { expectedVersion: at }),
  refresh: ({ agent, ticket }) => agent.tickets.refreshRequester(ticket),
  start: ({ agent, ticket }, act) => agent.tickets.transition(ticket, 'start', {}, keyOf(act)),
  pass: ({ agent, ticket }) => agent.tickets.transition(ticket, 'pass', { responsible: 'grace' }),
  close: ({ agent, ticket }) => agent.tickets.close(ticket, { comment: 'Done' }),
  done: ({ agent, ticket }) => agent.tickets.transition(ticket, 'done'),
  switch: ({ agent, ticket }) => agent.tickets.switchWorkflow(ticket, 'request'),
  preview: ({ agent, ticket }) => agent.preview.tickets.close(ticket, { comment: 'Done' }),
  previewCreate: ({ agent }, { at }) => agent.preview.tickets.create({ ...printer, area: area[at % 3] ?? 'ahead' }),
  act: ({ agent, ticket }, act) =>
    agent.actions.add(ticket, { visibility: 'external', description: `Did ${act.at}` }, keyOf(act)),
  send: ({ agent, mail }) => agent.outbox.send(mail),
  draft: ({ agent, mail }, { at }) => agent.outbox.update(mail, { text: `Dear ${at}` }),
  discard: ({ agent, mail }) => agent.outbox.discard(mail),
  letter: ({ agent, mail }) => agent.outbox.get(mail),
  get: ({ agent, ticket }) => agent.tickets.get(ticket),
  number: ({ agent }, { at }) => agent.tickets.byNumber(`${['AHEAD', 'WHOLE'][at % 2]}-2026-0000${at % 5}`),
  open: ({ agent, ticket }) => agent.tickets.open(ticket),
  offer: ({ agent, ticket }) => agent.tickets.availableTransitions(ticket),
  log: ({ agent, ticket }) => agent.tickets.stepLog(ticket),
  mails: ({ agent, ticket }) => agent.tickets.mails(ticket),
  raw: ({ agent, ticket, mail }) => agent.tickets.rawMail(ticket, mail),
  actions: ({ agent, ticket }) => agent.actions.list(ticket),
  list: ({ agent }, { at }) => agent.tickets.list({ limit: 1 + (at % 4), transitions: at % 2 === 0 }),
  count: ({ agent }) => agent.tickets.count(),
  outbox: ({ agent }, { flag }) => agent.outbox.list({ everybody: flag }),
  changes: async ({ agent, seen }) => {
    const page = await agent.changes({ limit: 5, ...(seen.changes === undefined ? {} : { after: seen.changes }) });
    seen.changes = page.next;
    // Where to go on is for the store alone to read; a database counts all its transactions in it.
    return { events: page.events, more: page.more };
  },
  ask: ({ bob, email }, act) => bob.create({ ...question, email }, keyOf(act)),
  mine: ({ bob }) => bob.list(),
  his: ({ bob, ticket }) => bob.get(ticket),
  hisNumber: ({ bob }, { at }) => bob.byNumber(`AHEAD-2026-0000${at % 5}`),
  reply: ({ bob, ticket }, act) => bob.reply(ticket, { text: `More ${act.at}` }, keyOf(act)),
  solved: ({ bob, ticket }) => bob.close(ticket),
};
const often = ['create', 'fromMail', 'start', 'close', 'send', 'send', 'ask', 'act', 'list', 'changes'];

export const act: fc.Arbitrary<Act> = fc
  .record({
    where: fc.constantFrom(...tenants, ...tenants, ...tenants, 'desk' as const),
    who: fc.constantFrom('ada' as const, 'ada' as const, 'grace' as const, 'rita' as const),
    called: fc.constantFrom(...Object.keys(calls), ...often, ...often),
    happens: fc.constantFrom('deliver', 'deliver', 'unavailable', 'clear', 'wait'),
    at: fc.nat({ max: 24 }),
    guessed: fc.boolean(),
    flag: fc.boolean(),
  })
  .map(({ called, happens, ...rest }) => ({ ...rest, what: rest.where === 'desk' ? happens : called }));

/**
 * Plays calls in two tenants of one desk. What the tenants share by nature, the clock and when work is done, moves by acts of
 * the desk alone; ids are given out in each tenant for itself.
 *
 * @returns everything that can be told of each tenant from inside
 */
export const playInTenants = async (store: Store, acts: readonly Act[]) => {
  let current: Tenant = 'acme';
  const ids = { acme: createTestIds(), globex: createTestIds() };
  const sent: OutgoingMail[] = [];
  const server = { away: false };
  const world = await openTwoTenants(store, {
    areas,
    ids: { next: (now) => ids[current].next(now) },
    mailer: {
      from: { name: 'Help-Desk', address: 'support@desk.example' },
      send: async (letter) => {
        if (server.away) return { outcome: 'unavailable', reason: '421 Later' };
        sent.push(letter);
        return { outcome: 'sent', response: '250 OK' };
      },
    },
  });
  const told = { acme: [] as unknown[], globex: [] as unknown[] };
  const accepted = { acme: 0, globex: 0 };
  for (const type of ['ticket.created', 'ticket.moved', 'mail.queued', 'mail.sent', 'refused'] as const) {
    world.desk.on(type, (event) => void told[event.tenant as Tenant].push(type, event));
  }
  const refs = { acme: [] as MailRef[], globex: [] as MailRef[] };
  for (const tenant of tenants) {
    for (let n = 0; n < 4; n += 1) {
      const headers = { From: `Bob Baker <${emailOf(tenant)}>`, 'Message-ID': `<${n % 3}@x>` };
      refs[tenant].push(world[tenant].mailbox.put(mail(headers)));
    }
  }
  const known = { acme: { tickets: [], mails: [], seen: {} }, globex: { tickets: [], mails: [], seen: {} } } as Record<
    Tenant,
    { tickets: string[]; mails: string[]; seen: { changes?: string } }
  >;

  const handsOf = ({ who, at, guessed }: Act, tenant: Tenant): Hands => {
    const { tickets, mails, seen } = known[tenant];
    const guess = `id${String(at + 1).padStart(4, '0')}`;
    const { desk, bob } = world[tenant];
    const other = tenant === 'acme' ? 'globex' : 'acme';
    return {
      agent: desk.as({ user: who }) as unknown as Hands['agent'],
      bob: bob as unknown as Hands['bob'],
      ticket: guessed ? guess : (tickets[at % Math.max(tickets.length, 1)] ?? guess),
      mail: guessed ? guess : (mails[at % Math.max(mails.length, 1)] ?? guess),
      ref: (guessed && at % 4 === 3 ? refs[other] : refs[tenant])[at % 4] ?? assertNever(),
      email: emailOf(tenant),
      seen,
    };
  };
  const play = async (one: Act, tenant: Tenant): Promise<void> => {
    current = tenant;
    try {
      const answer = (await calls[one.what]?.(handsOf(one, tenant), one)) as Partial<{
        ticket: { id: string };
        drafts: readonly { id: string }[];
      }>;
      accepted[tenant] += 1;
      told[tenant].push(one.what, answer);
      if (answer?.ticket !== undefined) known[tenant].tickets.push(answer.ticket.id);
      known[tenant].mails.push(...(answer?.drafts ?? []).map(({ id }) => id));
    } catch (error) {
      if (!isRefused(error)) throw error;
      const { code, message, issues, data } = error;
      told[tenant].push(one.what, { code, message, issues, data });
    }
  };
  for (const one of acts) {
    server.away = one.what === 'unavailable';
    if (one.where !== 'desk') await play(one, one.where);
    else if (one.what === 'wait') world.clock.advance({ minutes: one.at });
    else if (one.what === 'clear') await world.desk.clearFolders();
    else await world.desk.deliver();
  }

  const everything = async (tenant: Tenant) => {
    const { events } = await world[tenant].desk.changes({ limit: 1000 });
    const tickets = [...new Set(events.map(({ ticket }) => ticket))];
    const states = ['draft', 'queued', 'closed', 'discarded'] as const;
    return {
      told: told[tenant],
      events,
      rows: await store.load({ tenant, tickets: { ids: tickets, details: ['events', 'actions', 'mails', 'sources'] } }),
      outbox: await store.page('outbox', { tenant, query: { states }, limit: 1000 }),
      sent: sent.filter(({ envelope }) => envelope.to.endsWith(`${tenant}.example`)),
      folder: refs[tenant].map((ref) => world[tenant].mailbox.has(ref)),
      accepted: accepted[tenant],
    };
  };
  return { acme: await everything('acme'), globex: await everything('globex') };
};

const assertNever = (): never => {
  throw new Error('Every tenant has four mails.');
};
