import { setTimeout as pause } from 'node:timers/promises';
import { findViolations } from './find-violations.ts';
import { killWriter } from './kill-writer.ts';
import type { Acknowledged, Message, Repeatable } from './message.ts';
import { type OpenPlace, openPlace, type Place } from './place.ts';
import { createRandom } from './random.ts';
import { repeat } from './repeat.ts';

export interface CampaignOptions {
  readonly place: Place;
  readonly kills: number;
  readonly seed: number;
  /** Commands at once. Default: 4. */
  readonly lanes?: number;
  /** A process is killed after 1 to so many finished commands. Default: 60. */
  readonly atMost?: number;
  /** Told after each kill. */
  readonly onKill?: (tally: Tally) => void;
}

/** What a campaign comes to. */
export interface Tally {
  kills: number;
  /** Finished before the kill, and told so. */
  acknowledged: number;
  /** Begun, and cut off by the kill. */
  inFlight: number;
  /** Of those, sent again under their idempotency keys… */
  repeated: number;
  /** … and found to be written already. */
  written: number;
  /** Refused, e.g. because two commands wanted one ticket. */
  refused: number;
  readonly violations: string[];
}

/** Kills a writing process again and again, and looks at what it left: everything acknowledged, nothing by half. */
export const runCampaign = async (options: CampaignOptions): Promise<Tally> => {
  const { place, seed, lanes = 4, atMost = 60, onKill } = options;
  const random = createRandom(seed);
  const tally: Tally = { kills: 0, acknowledged: 0, inFlight: 0, repeated: 0, written: 0, refused: 0, violations: [] };
  const promised = new Map<string, readonly Acknowledged[]>();
  while (tally.kills < options.kills) {
    const tenant = `kill-${tally.kills + 1}`;
    const order = { place, tenant, lanes, seed: random.below(0x7fff_ffff) };
    const moment = { acknowledged: 1 + random.below(atMost), milliseconds: random.below(10) };
    const messages = await killWriter(order, moment);
    const done = messages.flatMap((message) => (message.kind === 'done' ? [message.result] : []));
    const cutOff = cutOffOf(messages);
    promised.set(tenant, done);
    tally.kills += 1;
    tally.acknowledged += done.length;
    tally.inFlight += cutOff.inFlight;
    tally.refused += messages.filter(({ kind }) => kind === 'refused').length;
    tally.violations.push(...messages.flatMap((message) => (message.kind === 'broken' ? [message.error] : [])));
    await inPlace(place, async (opened) => {
      await untilGone(opened, place, tenant);
      tally.violations.push(...(await findViolations(opened, tenant, done)));
      for (const command of cutOff.repeatable) {
        const { written, violations } = await repeat(opened, tenant, command);
        tally.repeated += 1;
        tally.written += written ? 1 : 0;
        tally.violations.push(...violations);
      }
      if (tally.kills < options.kills) return;
      // Whatever came later must not have harmed what was there.
      for (const [former, promises] of promised)
        tally.violations.push(...(await findViolations(opened, former, promises)));
    });
    onKill?.(tally);
  }
  return tally;
};

const inPlace = async (place: Place, work: (opened: OpenPlace) => Promise<void>): Promise<void> => {
  const opened = await openPlace(place, 'campaign');
  try {
    await work(opened);
  } finally {
    await opened.close();
  }
};

const cutOffOf = (
  messages: readonly Message[],
): { readonly inFlight: number; readonly repeatable: readonly Repeatable[] } => {
  const ended = new Set(messages.flatMap((message) => (message.kind === 'begin' ? [] : [message.run])));
  const open = messages.flatMap((message) => (message.kind === 'begin' && !ended.has(message.run) ? [message] : []));
  return {
    inFlight: open.length,
    repeatable: open.flatMap(({ repeat: command }) => (command === undefined ? [] : [command])),
  };
};

/** A server finishes the statement it is at before it notices that its client is dead. */
const untilGone = async ({ query }: OpenPlace, place: Place, name: string): Promise<void> => {
  if ('folder' in place) return;
  for (;;) {
    const [row] = await query('select count(*) as count from pg_stat_activity where application_name = $1', [name]);
    if (Number(row?.count) === 0) return;
    await pause(2);
  }
};
