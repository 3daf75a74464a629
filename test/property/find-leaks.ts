import assert from 'node:assert/strict';
import fc from 'fast-check';
import { actorKey } from '../../src/ticket/actor.ts';
import { canary } from './leak-areas.ts';
import { addressOf, requesters } from './leak-requesters.ts';
import { type LeakStep, leakStep } from './leak-step.ts';
import { type LeakWorld, openLeakWorld } from './leak-world.ts';
import { type Output, requesterOutputs } from './requester-outputs.ts';

/** What was planted, and what was looked through. */
export interface LeakTally {
  readonly tickets: number;
  readonly steps: number;
  /** How often each kind of canary lies in the store. */
  readonly planted: ReadonlyMap<string, number>;
  /** How many outputs of each kind held none. */
  readonly outputs: ReadonlyMap<string, number>;
}

const plain = { at: 0, who: 'bob', text: 'a word', flag: true } as const;
const played = (what: LeakStep['what'], ...tickets: readonly number[]): readonly LeakStep[] =>
  (tickets.length === 0 ? [0] : tickets).map((at) => ({ ...plain, what, at }));
/** Every history begins with a ticket of each origin and area, and something of everything at the first one. */
const beginning: readonly LeakStep[] = [
  ...played('open'),
  { ...plain, what: 'open', flag: false },
  ...played('fromMail'),
  { ...plain, what: 'create', at: 1, who: 'eve' },
  ...played('create', 0, 2),
  ...played('settings'),
  ...played('textBlock'),
  ...(['note', 'keyed', 'file', 'secret', 'audience', 'handOver', 'activity', 'startTimer'] as const).flatMap((what) =>
    played(what),
  ),
  ...(['answer', 'cleanFile', 'share', 'reply', 'upload', 'replyMeanwhile', 'withdrawMeanwhile'] as const).flatMap(
    (what) => played(what),
  ),
  ...played('interim', 0, 1),
  ...played('draft', 2),
];
/** It ends with what tells a requester most; after that only what he must not notice happens, at every ticket. */
const ending: readonly LeakStep[] = [
  ...played('canaryStart', 0, 2, 3, 4),
  ...played('withdraw', 0),
  ...played('close', 1, 2, 3, 4),
  ...played('send', ...Array.from({ length: 12 }, (_, nth) => nth)),
  ...played('deliver'),
  ...(['note', 'audience', 'secret', 'file', 'canaryPark', 'stuck'] as const).flatMap((what) =>
    played(what, 0, 1, 2, 3, 4, 5),
  ),
];

/** Plays random histories until there are so many tickets; throws at the first output that holds something internal. */
export const findLeaks = async (tickets: number, { seed }: { readonly seed?: number } = {}): Promise<LeakTally> => {
  const tally = { tickets: 0, steps: 0, planted: new Map<string, number>(), outputs: new Map<string, number>() };
  const runs = Math.ceil(tickets / beginning.filter(({ what }) => makes(what)).length);
  const histories = fc.array(leakStep, { minLength: 1, maxLength: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(histories, async (steps) => {
      const world = await openLeakWorld();
      for (const step of [...beginning, ...steps, ...ending]) {
        const heard = await world.play(step);
        const { contact } = requesters[step.who];
        if (heard === null) continue;
        const code = typeof heard === 'object' && 'code' in heard ? `, ${heard.code}` : '';
        look({ kind: `answer to ${step.what}${code}`, contact, said: heard }, tally.outputs);
      }
      for await (const output of requesterOutputs(world)) look(output, tally.outputs);
      await compareWithStore(world);
      noticesStayInside(world);
      await countPlanted(world, tally.planted);
      tally.tickets += world.made.tickets.length;
      tally.steps += beginning.length + steps.length + ending.length;
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
  return tally;
};

const makes = (what: LeakStep['what']): boolean => ['open', 'create', 'fromMail'].includes(what);

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Nothing internal, nothing of another contact, and of a ticket without a portal nothing but mails. */
const look = ({ kind, contact, said }: Output, outputs: Map<string, number>): void => {
  const text = JSON.stringify(said);
  const foreign = ['acme', 'globex'].filter((one) => one !== contact);
  const forbidden = [canary, ...foreign.map((one) => new RegExp(one)), ...(/mail|block/.test(kind) ? [] : [/inside/i])];
  for (const pattern of forbidden) {
    const found = pattern.exec(text);
    assert.ok(found === null, `${kind} of ${contact} holds "${found?.[0]}": ${around(text, found?.index ?? 0)}`);
  }
  count(outputs, kind);
};

const around = (text: string, index: number): string => text.slice(Math.max(0, index - 100), index + 100);

/** What is shown is what the store says is external: sums and numbers of things leak as well as words do. */
const compareWithStore = async ({ desk, made, store }: LeakWorld): Promise<void> => {
  const details = ['actions', 'documents'] as const;
  const { tickets } = await store.load({ tenant: 'default', tickets: { ids: made.tickets, details } });
  for (const [person, who] of Object.entries(requesters)) {
    const portal = desk.asRequester(who);
    const visible = tickets.filter(
      ({ row }) =>
        row.requester.contact === who.contact &&
        (row.area === 'desk' || (row.area === 'own' && row.requester.person === person)),
    );
    const { items } = await portal.list({ limit: 200 });
    for (const { row } of tickets.filter((one) => !visible.includes(one))) await assert.rejects(portal.get(row.id));
    assert.deepEqual(items.map(({ id }) => id).sort(), visible.map(({ row }) => row.id).sort());
    for (const { row, details } of visible) {
      const external = details.actions.filter(({ visibility }) => visibility === 'external');
      const shared = details.documents.filter(({ folder }) => folder.toLowerCase() === 'upload');
      const timeSpent = external.reduce((sum, action) => sum + action.timeSpent, 0);
      const seen = await portal.get(row.id);
      const item = items.find(({ id }) => id === row.id);
      assert.deepEqual([seen.timeSpent, item?.timeSpent], [timeSpent, timeSpent]);
      assert.equal(seen.actions.length, external.length);
      assert.deepEqual(
        seen.documents.map(({ id }) => id),
        shared.map(({ id }) => id),
      );
    }
  }
};

/** A notice to agents goes to nobody else, and a mail to a requester is no notice. */
const noticesStayInside = ({ mails }: LeakWorld): void => {
  const outside = new Set((Object.keys(requesters) as (keyof typeof requesters)[]).map(addressOf));
  for (const { to, cc, envelope, headers } of mails) {
    const addresses = [envelope.to, ...[...to, ...cc].map(({ address }) => address)];
    const notice = headers['X-Ticketwerk'] === 'notice';
    assert.equal(
      addresses.some((address) => outside.has(address)),
      !notice,
    );
  }
};

/** Counts the canaries that the store holds, and what the host keeps beside it. */
const countPlanted = async ({ store, made, activities }: LeakWorld, planted: Map<string, number>): Promise<void> => {
  const tenant = 'default';
  const states = ['draft', 'queued', 'closed', 'discarded'] as const;
  const details = ['events', 'actions', 'mails', 'sources', 'questions', 'documents', 'timers'] as const;
  const kept = await Promise.all([
    store.load({
      tenant,
      tickets: { ids: made.tickets, details: [...details, 'activityLinks'] },
      once: { actor: actorKey({ user: 'canary-ada' }), key: 'CANARY-key' },
    }),
    store.page('outbox', { tenant, query: { states }, limit: 10_000 }),
    store.page('settings', { tenant, query: {}, limit: 100 }),
    store.page('textBlocks', { tenant, query: { owners: [null, 'canary-ada'] }, limit: 100 }),
    activities.lookUp(made.activities, { tenant, actor: { system: 'test' } }),
  ]);
  for (const [kind] of JSON.stringify(kept).matchAll(/canary-[a-z]+/gi)) count(planted, kind.toLowerCase());
};
