import type { Store } from '../../../src/ports/store.ts';
import { momentAfter } from '../../../src/workflow/duration.ts';
import type { StepLogEntry } from '../../../src/workflow/step-log.ts';
import type { TimedTransition } from '../../../src/workflow/timed-transition.ts';
import { historyViolations } from './history-violations.ts';
import { openWalk } from './open-walk.ts';
import type { RandomWalk } from './random-walk.ts';
import type { TimedWalk } from './timed-walk.ts';
import { tryOut, withdraw } from './try-out.ts';

/** What a walk came to, and everything that must not be. */
export interface TimedWalked {
  /** How often a timer took a ticket on. */
  readonly taken: number;
  /** How often one was tried and could not. */
  readonly postponed: number;
  readonly violations: readonly string[];
}

/** Lets time pass, people act and workers work or crash on two tickets, and reads the histories they leave. */
export const goTimedWalk = async (
  { walk, happenings }: TimedWalk,
  store: Store,
  tenant: string,
): Promise<TimedWalked> => {
  const first = await openWalk(walk, store, tenant);
  const second = await openWalk(walk, store, tenant, first.clock);
  const { clock, agent, requester } = first;
  const workers = [first.desk, second.desk] as const;
  const ada = agent('ada');
  const tickets: string[] = [];
  for (const subject of ['Printer', 'Lift']) {
    const { ticket } = await ada.tickets.create({
      subject,
      description: 'Smoke',
      requester: { name: 'Bob', email: 'bob@acme.example', contact: 'acme' },
    });
    tickets.push(ticket.id);
  }
  const count = { taken: 0, postponed: 0 };
  const violations: string[] = [];
  const work = async (which: readonly (0 | 1)[]) => {
    for (const done of await Promise.all(which.map((one) => workers[one].takeTimedTransitions()))) {
      count.taken += done.taken;
      count.postponed += done.postponed;
      if (done.dropped > 0) violations.push('what a ticket waited for was left behind');
    }
  };
  for (const [index, happening] of happenings.entries()) {
    switch (happening.what) {
      case 'attempt': {
        const { attempt } = happening;
        const id = tickets[index % tickets.length] ?? '';
        if (attempt.who === 'requester') await withdraw(requester, id);
        else await tryOut(agent(attempt.who), id, attempt, walk.workflows);
        break;
      }
      case 'jump':
        clock.advance({ minutes: happening.minutes });
        break;
      case 'work':
        await work(happening.workers);
        break;
      case 'crash': {
        const now = clock.now().getTime();
        const [dueBy, leasedUntil] = [now, now + 60_000].map((moment) => new Date(moment).toISOString());
        await store.claim('timedTransition', {
          dueBy: dueBy ?? '',
          leasedUntil: leasedUntil ?? '',
          limit: happening.pieces,
        });
        break;
      }
    }
  }
  // In the end nothing that is due has not at least been tried.
  for (let round = 0; round < 10; round += 1) {
    clock.advance({ days: 400 });
    await work([0, 1]);
  }
  for (const id of tickets) {
    const log = await ada.tickets.stepLog(id);
    const [stored] = (await store.load({ tenant, tickets: { ids: [id], details: ['events', 'timedTransitions'] } }))
      .tickets;
    if (stored === undefined) continue;
    violations.push(
      ...historyViolations(stored, log, walk),
      ...logViolations(log, walk),
      ...rowViolations(stored.details.timedTransitions, log, walk),
    );
  }
  return { ...count, violations };
};

/** A timer is never early, never for another stay, and takes what it is there for. */
const logViolations = (log: readonly StepLogEntry[], walk: RandomWalk): readonly string[] =>
  log.flatMap(({ seq, at, actor, transition, via }, index) => {
    if (!('system' in actor) || !actor.system.startsWith('timer:')) return [];
    const stay = log[index - 1];
    const timer = timersAt(stay, walk).find(({ id }) => actor.system === `timer:${id}`);
    if (stay === undefined || timer === undefined) return [`entry ${seq} is of a timer that its step does not have`];
    return [
      ...(timer.transition === transition?.id ? [] : [`entry ${seq} took ${transition?.id}, not ${timer.transition}`]),
      ...(at >= momentAfter(stay.at, timer.after, 'UTC') ? [] : [`entry ${seq} was taken early, at ${at}`]),
      ...(via === 'system' ? [] : [`entry ${seq} came by ${via}`]),
    ];
  });

/** What a ticket waits for are the timers of its last stay, all of them, and each was tried. */
const rowViolations = (
  rows: readonly TimedTransition[],
  log: readonly StepLogEntry[],
  walk: RandomWalk,
): readonly string[] => {
  const stay = log.at(-1);
  const timers = timersAt(stay, walk);
  const named = timers.map(({ id }) => id).toSorted();
  const waiting = rows.map(({ timer }) => timer).toSorted();
  return [
    ...(JSON.stringify(named) === JSON.stringify(waiting) ? [] : [`it waits for ${waiting}, not for ${named}`]),
    ...rows.flatMap(({ timer, dueAt, refusal }) => {
      const after = timers.find(({ id }) => id === timer)?.after ?? '';
      return [
        ...(refusal === null ? [`${timer} was never tried`] : []),
        ...(dueAt === momentAfter(stay?.at ?? '', after, 'UTC') ? [] : [`${timer} is due at ${dueAt}`]),
      ];
    }),
  ];
};

const timersAt = (stay: StepLogEntry | undefined, { workflows }: RandomWalk) =>
  workflows.find(({ id }) => id === stay?.to.workflow)?.steps.find(({ id }) => id === stay?.to.step)?.timers ?? [];
