import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BulkOutcome } from '../../src/engine/bulk/bulk-verdict.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { type Hand, type MailCommand, mailCommands } from './mail-commands.ts';
import { allCommands, type Step, step } from './mail-step.ts';
import { type Change, expectedOf, type Line, mailTable } from './mail-table.ts';
import { addressOf, type MailModes, type MailWorld, mailModes, openMailWorld } from './mail-world.ts';

/** Where a command has at least a chance. */
const suits = (what: Step['what'], { area, workflow, category }: TicketRow): boolean => {
  if (/setStatus/i.test(what)) return area === 'plain';
  if (what === 'tickets.transition finish') return workflow === 'other';
  if (what === 'tickets.transition reopen') return category === 'closed';
  return !/^tickets.(transition|switch)|^bulk.setStep/.test(what) || (workflow === 'incident' && category !== 'closed');
};

const handOf = (world: MailWorld, step: Step, before: Tickets): Hand => {
  const { what, who, at, settings, user: to, flag } = step;
  const tickets = [...before.values()].filter(({ row }) => suits(what, row)).map(({ row }) => row.id);
  const { actions, documents, blocks, mails, timers, questions } = world.made;
  const one = (ids: readonly string[]): string => ids[at % Math.max(1, ids.length)] ?? 'unknown';
  // Of what is one's own the newest: about most of the others nothing can be done any more.
  const own = <T extends { readonly of: string }>(things: readonly T[]): T | undefined =>
    things.filter(({ of }) => of === who).at(-1 - (at % 2));
  const ticket = one(tickets);
  const question = own(questions);
  const candidates: Partial<Record<Step['what'], readonly string[]>> = {
    'tickets.update responsible': [to, before.get(ticket)?.row.responsible ?? ''],
    'questions.answer': question?.candidates ?? [],
  };
  return {
    world,
    agent: who === 'system' ? world.desk.asSystem('test') : world.desk.as({ user: who }),
    ticket,
    selection: [...new Set([ticket, ...tickets.slice(at % 4, (at % 4) + 2)])],
    mail: own(mails)?.id ?? 'unknown',
    question: question?.id ?? 'unknown',
    action: one(actions),
    timer: own(timers)?.id ?? 'unknown',
    document: one(documents),
    block: one(blocks),
    user: to,
    named: step.named?.filter((id) => candidates[what]?.includes(id) ?? true),
    flag,
    settings,
  };
};

interface Answer extends Partial<BulkOutcome> {
  readonly ticket?: { readonly id: string };
  readonly questions?: readonly { readonly id: string; readonly candidates: readonly { readonly user: string }[] }[];
  readonly question?: { readonly ticket: string };
  readonly action?: { readonly id: string } | null;
  readonly timer?: { readonly id: string };
  readonly document?: { readonly id: string };
  readonly textBlock?: { readonly id: string } | null;
  readonly warnings?: readonly { readonly code: string }[];
}

const remember = ({ made }: MailWorld, of: string, answer: Answer): void => {
  const { ticket, questions = [], action, timer, document, textBlock } = answer;
  if (ticket !== undefined && !made.tickets.includes(ticket.id)) made.tickets.push(ticket.id);
  made.questions.push(
    ...questions.map(({ id, candidates }) => ({ id, of, candidates: candidates.map((one) => one.user) })),
  );
  if (action != null) made.actions.push(action.id);
  if (timer !== undefined) made.timers.push({ id: timer.id, of });
  if (document !== undefined) made.documents.push(document.id);
  if (textBlock != null) made.blocks.push(textBlock.id);
};

/** The tickets that a command had to do with: of a bulk command those it changed, with the warnings of each. */
const touched = ({ verdicts, ticket, question, warnings = [] }: Answer) =>
  verdicts === undefined
    ? [ticket?.id ?? question?.ticket ?? []].flat().map((id) => ({ id, warnings }))
    : verdicts.flatMap((one) => (one.outcome === 'changed' ? [{ id: one.ticket, warnings: one.warnings }] : []));

const outboxOf = ({ store }: MailWorld) =>
  store.page('outbox', {
    tenant: 'default',
    query: { states: ['draft', 'queued', 'closed', 'discarded'] },
    limit: 10_000,
  });

const ticketsOf = async ({ store }: MailWorld, ids: readonly string[], details: readonly ('events' | 'actions')[]) => {
  const { tickets } = await store.load({ tenant: 'default', tickets: { ids, details } });
  return new Map(tickets.map((one) => [one.row.id, one]));
};
type Tickets = Awaited<ReturnType<typeof ticketsOf>>;

/** Who is named now: of an edit, those whom its action did not concern before. */
const namedBy = ({ what }: Step, { named = [], action: id }: Hand, before: Tickets): readonly string[] => {
  if (what !== 'actions.edit') return named;
  const action = [...before.values()].flatMap(({ details }) => details.actions).find((one) => one.id === id);
  return named.filter((who) => action?.concerns.includes(who) !== true);
};

const count = new Map<string, number>();
const met = (...things: readonly string[]): void => {
  for (const thing of things) count.set(thing, (count.get(thing) ?? 0) + 1);
};

/** What the runs together must have met: every command, every row of the table, every mode, and what each comes to. */
const exercised: readonly string[] = [
  ...allCommands,
  ...Object.keys(mailTable),
  ...['ask', 'automatic', 'never'].map((mode) => `hand-over ${mode}`),
  ...['draft', 'off'].map((mode) => `closing ${mode}`),
  ...['told', 'not told'].map((mode) => `concerned are ${mode}`),
  ...['assigned', 'portal_ticket', 'portal_addition', 'concerned'].map((kind) => `${kind} no_address`),
  ...['portal_ticket', 'portal_addition'].map((kind) => `${kind} inactive`),
  'requester without address',
  'the actor is concerned himself',
  'notice queued leaves',
  ...['send queued leaves', 'hold queued stays'],
  ...['send', 'hold'].flatMap((mode) =>
    ['released leaves', 'discarded stays', 'draft stays'].map((fate) => `${mode} ${fate}`),
  ),
];

/** Takes one step, and compares what it left in the outbox with the table. */
const take = async (world: MailWorld, modes: MailModes, one: Step, fates: Map<string, string>): Promise<void> => {
  if (one.what === 'somebody leaves or comes back') return world.toggle('paul');
  if (one.what === 'an hour passes') {
    world.clock.advance({ hours: 1 });
    return void (await world.desk.deliver());
  }
  // Timers count, and what is queued can still be taken back.
  world.clock.advance({ minutes: 1 });
  const before = await ticketsOf(world, world.made.tickets, ['actions']);
  const hand = handOf(world, one, before);
  const answer = await (mailCommands[one.what](hand) as Promise<Answer>).catch((error: unknown) => {
    if (isRefused(error)) return null;
    throw error;
  });
  if (answer !== null) {
    remember(world, one.who, answer);
    met(one.what);
    if (one.what === 'settings.update') Object.assign(modes, one.settings);
    if (one.what === 'outbox.send') fates.set(hand.mail, 'queued');
    if (one.what === 'outbox.discard') fates.set(hand.mail, 'discarded');
    if (one.what === 'outbox.release') fates.set(hand.mail, 'released');
  }
  const changed = answer === null ? [] : touched(answer);
  const ids = changed.map(({ id }) => id);
  const after = await ticketsOf(world, ids, ['events']);
  const who = one.what.startsWith('portal.') ? 'requester' : one.who;
  const expected = changed.flatMap(({ id, warnings }) => {
    const ticket = after.get(id);
    if (ticket === undefined) return [];
    const old = before.get(id)?.row ?? null;
    const change: Change = {
      command: one.what as MailCommand,
      who,
      before: old,
      after: ticket.row,
      named: namedBy(one, hand, before),
      flag: one.flag,
      modes,
      gone: world.gone,
    };
    const table = expectedOf(change);
    met(...table.rows, ...table.unreached.map(({ kind, reason }) => `${kind} ${reason}`));
    if (table.rows.includes('M6')) met(`hand-over ${modes.handOver}`);
    if (one.what === 'tickets.close') met(`closing ${modes.closeMail}`);
    if (one.what === 'actions.add' && change.named.length > 0)
      met(`concerned are ${modes.notifyConcerned ? 'told' : 'not told'}`);
    if (table.warned) met('requester without address');
    if (who !== 'requester' && [...change.named, ticket.row.responsible].includes(who))
      met('the actor is concerned himself');
    const unreached = ticket.details.events
      .filter(({ seq }) => seq > (old?.version ?? 0))
      .flatMap((event) => (event.type === 'notification.undeliverable' ? [event.data] : []));
    expect(sorted(unreached), JSON.stringify(one)).toEqual(sorted(table.unreached));
    expect(warnings.some(({ code }) => ['no_recipient', 'mail_skipped'].includes(code))).toBe(table.warned);
    return table.lines;
  });
  const made = (await outboxOf(world)).map(({ mail }) => mail).filter(({ id }) => !fates.has(id));
  const lines = made.map(({ ticket, kind, state, owner, to }) => ({
    ...{ ticket, kind, state, owner },
    to: to.map(({ address }) => address).join(),
  }));
  expect(sorted(lines), JSON.stringify({ one, modes })).toEqual(
    sorted(expected.map(({ row: _, ...line }: Line) => line)),
  );
  // The same twice over, without the table: nobody hears of one change twice, and nobody of what he did himself.
  expect(new Set(lines.map(({ ticket, to }) => `${ticket} ${to}`)).size).toBe(lines.length);
  expect(lines.filter(({ to }) => to === addressOf(who))).toEqual([]);
  for (const { id, state, owner } of made) {
    fates.set(id, state);
    if (owner !== null) world.made.mails.push({ id, of: owner });
  }
};

const sorted = <T>(things: readonly T[]): readonly string[] => things.map((thing) => JSON.stringify(thing)).sort();

test('every command of an agent and of a requester is among those that are tried', async () => {
  const { desk } = await openMailWorld(fc.sample(mailModes, 1)[0] as MailModes);
  const agent = Object.entries(desk.as({ user: 'ada' }).preview).flatMap(([group, commands]) =>
    Object.keys(commands).map((command) => `${group}.${command}`),
  );
  const portal = Object.keys(desk.asRequester({ contact: 'acme' })).map((command) => `portal.${command}`);
  const reading = ['areas', 'list', 'get', 'byNumber', 'documents', 'openDocument', 'in'].map(
    (name) => `portal.${name}`,
  );
  const tried = new Set(allCommands.map((command) => command.split(' ')[0]));
  expect([...agent, ...portal].sort()).toEqual([...tried, ...reading].sort());
});

test('for every command, origin and mode the outbox holds what the mail table says, and no requester mail leaves unless a person decided it [NOT-01] [NOT-02]', async () => {
  await fc.assert(
    fc.asyncProperty(
      mailModes,
      fc.array(fc.noBias(step), { minLength: 100, maxLength: 120, size: 'max' }),
      async (given, steps) => {
        const modes = { ...given };
        const world = await openMailWorld(modes);
        const fates = new Map<string, string>();
        const first: Step = {
          ...{ what: 'tickets.create by hand', who: 'ada', at: 0, user: 'ada', named: undefined, flag: true },
          settings: modes,
        };
        for (const one of [first, ...steps]) await take(world, modes, one, fates);
        world.clock.advance({ days: 400 });
        await world.desk.deliver();
        const left = await outboxOf(world);
        for (const { mail } of left) {
          const fate = fates.get(mail.id) ?? '';
          const leaves = mail.owner === null || fate === 'released' || (fate === 'queued' && modes.userMail === 'send');
          expect(mail.state, JSON.stringify({ mail, fate, modes })).toBe(leaves ? 'closed' : fate);
          met(`${mail.owner === null ? 'notice' : modes.userMail} ${fate} ${leaves ? 'leaves' : 'stays'}`);
        }
        // Forgotten drafts end, and none of them by being sent.
        const sent = world.mailer.sent.length;
        await world.desk.expireDrafts();
        await world.desk.deliver();
        expect(world.mailer.sent).toHaveLength(sent);
        const ended = new Map((await outboxOf(world)).map(({ mail }) => [mail.id, mail.state]));
        for (const { mail } of left) expect(ended.get(mail.id)).toBe(mail.state === 'draft' ? 'discarded' : mail.state);
      },
    ),
    { numRuns: 100 },
  );
  const missing = exercised.filter((thing) => !count.has(thing));
  expect(missing, 'never met').toEqual([]);
});
