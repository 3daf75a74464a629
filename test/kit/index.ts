export { createTestDesk, type TestDesk, type TestDeskOptions } from './create-test-desk.ts';
export { createTestClock, type TestClock } from './test-clock.ts';
export { createTestIds } from './test-ids.ts';
export { createTestMailer, type TestMailer } from './test-mailer.ts';
export { createTestMailSource, type TestMailSource } from './test-mail-source.ts';
export { createTestPeople, type TestPeople } from './test-people.ts';
