export {
  type ActivitiesCase,
  type ActivitiesContext,
  type ActivitiesTransaction,
  activitiesContract,
} from './activities-contract.ts';
export type { BlobCase, BlobContext, BlobTransaction } from './blob-contract/blob-case.ts';
export { blobContract } from './blob-contract/blob-contract.ts';
export { createTestDesk, type TestDesk, type TestDeskOptions } from './create-test-desk.ts';
export { type MailParserCase, mailParserContract } from './mail-parser-contract.ts';
export type {
  Capability,
  ContractCase,
  ContractContext,
  HostTransaction,
  SqlAccess,
  TransactionAccess,
} from './store-contract/contract-case.ts';
export { contractFor, storeContract } from './store-contract/store-contract.ts';
export { createTestClock, type TestClock } from './test-clock.ts';
export { createTestIds } from './test-ids.ts';
export { createTestMailSource, type TestMailSource } from './test-mail-source.ts';
export { createTestMailer, type TestMailer } from './test-mailer.ts';
export { createTestPeople, type TestPeople } from './test-people.ts';
