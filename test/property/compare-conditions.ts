import fc from 'fast-check';
import { checkCondition } from '../../src/condition/check-condition.ts';
import type { Condition } from '../../src/condition/condition.ts';
import { conditionTruth } from '../../src/condition/condition-truth.ts';
import { evaluateCondition } from '../../src/condition/evaluate-condition.ts';
import { resolveCondition } from '../../src/condition/resolve-condition.ts';
import type { Store } from '../../src/ports/store.ts';
import { ticketFacts } from '../../src/ticket/ticket-facts.ts';
import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import { creation } from '../kit/store-contract/store-steps.ts';
import { condition, fieldsOfBothAreas, row, user } from './condition-arbitraries.ts';

export interface Comparison {
  readonly evaluations: number;
  /** So many of the conditions held for some of the rows. */
  readonly telling: number;
  /** So many were found to hold never, and always. */
  readonly impossible: number;
  readonly certain: number;
  readonly differences: readonly string[];
}

/** Puts random conditions to a store and to the predicate, over the same random rows. */
export const compareConditions = async (
  store: Store,
  sizes: { readonly rows: number; readonly conditions: number; readonly seed: number; readonly tenant: string },
): Promise<Comparison> => {
  const { seed, tenant } = sizes;
  const rows =
    fc.sample(fc.tuple(...Array.from({ length: sizes.rows }, (_, index) => row(`t${index}`))), {
      seed,
      numRuns: 1,
    })[0] ?? [];
  for (let start = 0; start < rows.length; start += 500) {
    const changes = rows.slice(start, start + 500).map((one) => creation(one));
    const { outcome } = await store.commit({ tenant, changes });
    if (outcome !== 'committed') throw new Error(`The rows were refused: ${outcome}`);
  }
  const differences: string[] = [];
  let [telling, impossible, certain] = [0, 0, 0];
  for (const [asked, who] of fc.sample(fc.tuple(condition, user), { seed, numRuns: sizes.conditions })) {
    const problems = checkCondition(asked, fieldsOfBothAreas, []);
    if (problems.length > 0) throw new Error(`Not a condition: ${JSON.stringify({ asked, problems })}`);
    const expected = rows
      .filter((one) => evaluateCondition(asked, ticketFacts(one), who))
      .map(({ id }) => id)
      .sort();
    const found = await idsFor(store, tenant, asked, who, rows.length);
    if (expected.length > 0 && expected.length < rows.length) telling += 1;
    const truth = conditionTruth(asked);
    if (truth === 'never') {
      impossible += 1;
      if (expected.length > 0) differences.push(`possible after all: ${JSON.stringify({ asked, who })}`);
    }
    if (truth === 'always') {
      certain += 1;
      if (expected.length < rows.length) differences.push(`not always: ${JSON.stringify({ asked, who })}`);
    }
    if (JSON.stringify(found) !== JSON.stringify(expected))
      differences.push(difference(rows, asked, who, expected, found));
  }
  return { evaluations: rows.length * sizes.conditions, telling, impossible, certain, differences };
};

const idsFor = async (store: Store, tenant: string, asked: Condition, who: string | null, limit: number) => {
  const where = resolveCondition(asked, who);
  const sort = { by: 'createdAt', direction: 'asc' } as const;
  const found = await store.page('tickets', { tenant, query: { where, sort }, limit });
  return found.map(({ id }) => id).sort();
};

const difference = (
  rows: readonly TicketRow[],
  asked: Condition,
  who: string | null,
  expected: readonly string[],
  found: readonly string[],
): string => {
  const odd = rows.find(({ id }) => expected.includes(id) !== found.includes(id));
  return JSON.stringify({ asked, who, expected: expected.length, found: found.length, odd });
};
