import { claimCases } from './claim-cases.ts';
import type { ContractCase } from './contract-case.ts';
import { copyCases } from './copy-cases.ts';
import { drawCases } from './draw-cases.ts';
import { onceCases } from './once-cases.ts';
import { outboxCases } from './outbox-cases.ts';
import { readingCases } from './reading-cases.ts';
import { removalCases } from './removal-cases.ts';
import { schemaCases } from './schema-cases.ts';
import { sourceCases } from './source-cases.ts';
import { tenantCases } from './tenant-cases.ts';
import { uniqueKeyCases } from './unique-key-cases.ts';
import { versionCases } from './version-cases.ts';

/**
 * Every promise of the store port, as data: run them with the test runner of your choice, each on an empty store of its
 * own. Cases that require nothing are for every store; the others are for stores with that capability.
 */
export const storeContract: readonly ContractCase[] = [
  ...readingCases,
  ...versionCases,
  ...onceCases,
  ...uniqueKeyCases,
  ...claimCases,
  ...removalCases,
  ...drawCases,
  ...tenantCases,
  ...sourceCases,
  ...outboxCases,
  ...copyCases,
  ...schemaCases,
];
