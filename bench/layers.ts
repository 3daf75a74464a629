import { PGlite } from '@electric-sql/pglite';
import type { Store } from 'ticketwerk';
import { createMemoryStore } from 'ticketwerk/memory';
import { createPostgresStore, fromPglite } from 'ticketwerk/postgres';
import { newAction, newTicket } from './area.ts';
import { cannedExecutor, cannedStore } from './canned.ts';
import { type CommandName, commandNames } from './contender.ts';
import { measure } from './measure.ts';
import { median } from './median.ts';
import { openDesk } from './open-desk.ts';
import { prepareTickets } from './prepare-tickets.ts';

/** Microseconds of CPU for each command. */
type Cost = Readonly<Record<CommandName, number>>;

export interface Layers {
  /** Everything before and after the store. */
  readonly engine: Cost;
  /** The same, with the adapter's parameters written and its results read as JSON. */
  readonly withJson: Cost;
}

/** What a command costs before a driver is reached: stores that answer at once, from a can. */
export const measureLayers = async (count: number, rounds: number): Promise<Layers> => {
  const memory = createMemoryStore();
  const pglite = await PGlite.create();
  const executor = fromPglite(pglite);
  const real = createPostgresStore({ executor });
  await real.migrate();
  const canned = createPostgresStore({ executor: cannedExecutor(executor) });
  try {
    const layers = [await commandsOn(memory, cannedStore(memory)), await commandsOn(real, canned)];
    const samples = layers.map((): Record<CommandName, number[]> => ({ create: [], transition: [], addAction: [] }));
    // The layers take turns, and the first rounds only warm up.
    for (let round = -3; round < rounds; round += 1) {
      for (const [index, commands] of layers.entries()) {
        for (const name of commandNames) {
          const { clientCpu } = await measure(commands[name], { count, lanes: 1, serverCpu: () => null });
          if (round >= 0) samples[index]?.[name].push(clientCpu);
        }
      }
    }
    return { engine: costOf(samples[0]), withJson: costOf(samples[1]) };
  } finally {
    await pglite.close();
  }
};

const commandsOn = async (
  real: Store,
  canned: Store,
): Promise<Readonly<Record<CommandName, () => Promise<unknown>>>> => {
  const [moved = '', worked = ''] = await prepareTickets(openDesk(real), 2);
  const ada = openDesk(canned);
  return {
    create: () => ada.tickets.create(newTicket),
    transition: () => ada.tickets.transition(moved, 'wait'),
    addAction: () => ada.actions.add(worked, newAction),
  };
};

const costOf = (samples: Readonly<Record<CommandName, readonly number[]>> | undefined): Cost => ({
  create: median(samples?.create ?? []),
  transition: median(samples?.transition ?? []),
  addAction: median(samples?.addAction ?? []),
});
