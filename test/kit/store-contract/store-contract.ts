import { actionCases } from './action-cases.ts';
import { activityCases } from './activity-cases.ts';
import { changeCases } from './change-cases.ts';
import { claimCases } from './claim-cases.ts';
import type { Capability, ContractCase } from './contract-case.ts';
import { copyCases } from './copy-cases.ts';
import { counterCases } from './counter-cases.ts';
import { deletionCases } from './deletion-cases.ts';
import { documentCases } from './document-cases.ts';
import { draftCases } from './draft-cases.ts';
import { drawCases } from './draw-cases.ts';
import { eachCases } from './each-cases.ts';
import { erasureCases } from './erasure-cases.ts';
import { listCases } from './list-cases.ts';
import { onceCases } from './once-cases.ts';
import { outboxCases } from './outbox-cases.ts';
import { personCases } from './person-cases.ts';
import { questionCases } from './question-cases.ts';
import { readingCases } from './reading-cases.ts';
import { removalCases } from './removal-cases.ts';
import { schemaCases } from './schema-cases.ts';
import { settingsCases } from './settings-cases.ts';
import { sourceCases } from './source-cases.ts';
import { tenantCases } from './tenant-cases.ts';
import { textBlockCases } from './text-block-cases.ts';
import { timedTransitionCases } from './timed-transition-cases.ts';
import { timerCases } from './timer-cases.ts';
import { transactionCases } from './transaction-cases.ts';
import { uniqueKeyCases } from './unique-key-cases.ts';
import { versionCases } from './version-cases.ts';

/**
 * Every promise of the store port, as data: run them with the test runner of your choice, each on an empty store of its
 * own. Cases that require nothing are for every store; the others are for stores with that capability.
 *
 * @example
 * ```ts
 * import { createMemoryStore } from 'ticketwerk/memory';
 * import { storeContract } from 'ticketwerk/testing';
 *
 * for (const { title, requires, run } of storeContract) {
 *   // with a test runner: test(title, () => run({ store }))
 *   if (requires.length === 0) await run({ store: createMemoryStore() });
 * }
 * ```
 */
export const storeContract: readonly ContractCase[] = [
  ...readingCases,
  ...versionCases,
  ...onceCases,
  ...eachCases,
  ...deletionCases,
  ...uniqueKeyCases,
  ...claimCases,
  ...removalCases,
  ...drawCases,
  ...counterCases,
  ...tenantCases,
  ...sourceCases,
  ...activityCases,
  ...settingsCases,
  ...documentCases,
  ...outboxCases,
  ...draftCases,
  ...questionCases,
  ...actionCases,
  ...timerCases,
  ...timedTransitionCases,
  ...textBlockCases,
  ...erasureCases,
  ...personCases,
  ...listCases,
  ...changeCases,
  ...copyCases,
  ...transactionCases,
  ...schemaCases,
];

/** The contract of a store with these capabilities, and what is not required of it: print that, never pass it over in silence. */
export const contractFor = (
  capabilities: readonly Capability[],
): { readonly cases: readonly ContractCase[]; readonly notRequired: readonly string[] } => {
  const lacks = ({ requires }: ContractCase) => requires.filter((capability) => !capabilities.includes(capability));
  return {
    cases: storeContract.filter((one) => lacks(one).length === 0),
    notRequired: storeContract
      .filter((one) => lacks(one).length > 0)
      .map((one) => `${one.id} (${lacks(one).join(', ')}): ${one.title}`),
  };
};
