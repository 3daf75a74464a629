import { isDeepStrictEqual } from 'node:util';
import type { StoredTicket } from '../../../src/ports/store.ts';
import { userOf } from '../../../src/ticket/actor.ts';
import { evolve } from '../../../src/ticket/evolve.ts';
import type { TicketEvent } from '../../../src/ticket/ticket-event.ts';
import type { TicketRow } from '../../../src/ticket/ticket-row.ts';
import type { StepLogEntry } from '../../../src/workflow/step-log.ts';
import { privilegedWords } from '../random-workflows.ts';
import type { RandomWalk } from './random-walk.ts';

/** Everything in a history that must not be. */
export const historyViolations = (
  { row, details: { events } }: StoredTicket,
  log: readonly StepLogEntry[],
  walk: RandomWalk,
): readonly string[] => {
  const violations: string[] = [];
  const expect = (holds: boolean, what: string) => {
    if (!holds) violations.push(what);
  };
  const states = statesOf(events);
  expect(isDeepStrictEqual(states.at(-1), row), 'its events do not fold into its row');
  expect(row.version === events.length, `version ${row.version}, but ${events.length} events`);
  expect(
    events.every(({ seq }, index) => seq === index + 1),
    'its events have a gap',
  );
  expect(
    log.every(({ seq, from }, index) => seq === index + 1 && isDeepStrictEqual(from, log[index - 1]?.to ?? null)),
    'its step log has a gap',
  );
  const { workflow, step, category } = log.at(-1)?.to ?? {};
  expect(
    workflow === row.workflow && step === row.step && category === row.category,
    `it is in ${row.step}, and its log ends in ${step}`,
  );
  const starts = new Set(states.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt])));
  const firstMove = log.find(({ kind }) => kind === 'moved')?.at ?? null;
  expect(starts.size <= 1 && row.startedAt === firstMove, `started at ${[...starts]}, and first moved at ${firstMove}`);
  expect(
    (row.category === 'closed') === (row.closedAt !== null),
    'it is closed without a time, or has one and is open',
  );
  for (const entry of log.filter(({ from }) => from?.category === 'closed')) {
    const word = wordNeeded(entry, walk);
    expect(
      privilegedWords.some((one) => one === word),
      `entry ${entry.seq} left a closed step with ${word}`,
    );
    expect(heldBy(entry, walk).includes(word ?? ''), `entry ${entry.seq} left a closed step without ${word}`);
  }
  return violations;
};

const statesOf = (events: readonly TicketEvent[]): readonly TicketRow[] => {
  const states: TicketRow[] = [];
  for (const event of events) states.push(evolve(states.at(-1) ?? null, event));
  return states;
};

const wordNeeded = ({ from, transition }: StepLogEntry, { workflows }: RandomWalk): string | undefined => {
  const workflow = workflows.find(({ id }) => id === from?.workflow);
  const taken = workflow?.transitions.find(({ id }) => id === transition?.id);
  return taken?.permissionFromClosed ?? taken?.permission;
};

const heldBy = ({ actor }: StepLogEntry, { held }: RandomWalk): readonly string[] =>
  new Map<string, readonly string[]>(Object.entries(held)).get(userOf(actor) ?? 'system') ?? [];
