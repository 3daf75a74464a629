import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export interface Order {
  readonly url: string;
  readonly schema: string;
  readonly name: string;
  /** Where its clock stands until it is told to move it. */
  readonly now: string;
  /** The mail that it never finishes, counted from 1. Default: none. */
  readonly hangsAt?: number;
}

/** What a delivering process says. */
export type Heard =
  | { readonly kind: 'begun'; readonly to: string }
  /** A round of work has ended, with the clock at `now`. */
  | { readonly kind: 'rested'; readonly now: number };

/** What it is told. It finishes its first mail when it is told to go. */
export type Told = { readonly kind: 'go' | 'stop' } | { readonly kind: 'advance'; readonly minutes: number };

export interface Deliverer {
  tell(told: Told): void;
  /** Waits until it says something of which this holds, or takes what it said already. */
  until(holds: (heard: Heard) => boolean | Promise<boolean>): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Waits for its end after it was told to stop. */
  ended(): Promise<void>;
}

/** Starts a process that runs a desk on a PostgreSQL; it is killed with the test. */
export const startDeliverer = (order: Order): Deliverer => {
  const child = fork(path.join(import.meta.dirname, 'deliverer.ts'), [JSON.stringify(order)], {
    execArgv: ['--conditions=ticketwerk-source'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const exit = once(child, 'exit');
  const heard: Heard[] = [];
  let ring = () => {};
  child.on('message', (message: Heard) => {
    heard.push(message);
    ring();
  });
  child.on('exit', () => ring());
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    tell: (told) => void child.send(told),
    until: async (holds) => {
      for (;;) {
        const next = heard.shift();
        if (next !== undefined) {
          if (await holds(next)) return;
        } else if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`The process "${order.name}" ended by itself.`);
        } else {
          const { promise, resolve } = Promise.withResolvers<void>();
          ring = resolve;
          await promise;
        }
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    ended: async () => {
      const [code] = await exit;
      if (code !== 0) throw new Error(`The process "${order.name}" ended with ${code}.`);
    },
  };
};
