import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    fastCheckSeed: number;
  }
}

/** One seed for the whole run, printed, so that a red run can be repeated with FAST_CHECK_SEED. */
export function setup(project: TestProject): void {
  const given = process.env.FAST_CHECK_SEED;
  const seed = given === undefined || given === '' ? Math.trunc(Math.random() * 0x7fff_ffff) : Number(given);
  if (!Number.isSafeInteger(seed)) throw new Error(`FAST_CHECK_SEED must be a whole number, got "${given}"`);
  project.provide('fastCheckSeed', seed);
  process.stderr.write(`fast-check seed ${seed} (repeat this run with FAST_CHECK_SEED=${seed})\n`);
}
