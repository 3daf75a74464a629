import fc from 'fast-check';
import { type MailCommand, mailCommands } from './mail-commands.ts';
import { handOver, user } from './mail-world.ts';

export const allCommands = Object.keys(mailCommands) as readonly MailCommand[];

/** What a random choice would meet too seldom. */
const often: readonly MailCommand[] = [
  'tickets.create by hand',
  'tickets.create in plain',
  'tickets.create from mail',
  'tickets.update responsible',
  'tickets.update responsible unasked',
  'tickets.update responsible unasked',
  'tickets.transition pass',
  'tickets.transition close',
  'questions.answer',
  'questions.answer',
  'tickets.close',
  'timers.start',
  'timers.pause',
  'timers.pause',
  'timers.resume',
  'timers.resume',
  'timers.resume',
  'outbox.release',
  'outbox.release',
  'outbox.release',
  'tickets.setStatus',
  'tickets.transition finish',
  'tickets.switchWorkflow',
  'timers.stop',
  'textBlocks.remove',
  'portal.create',
  'portal.reply',
  'actions.add',
  'outbox.send',
];

/** One thing that happens: a command with what it is given, or something beside all commands. */
export const step = fc.record({
  what: fc.constantFrom<MailCommand | 'somebody leaves or comes back' | 'an hour passes'>(
    ...allCommands,
    ...often,
    'somebody leaves or comes back',
    'somebody leaves or comes back',
    'somebody leaves or comes back',
    'an hour passes',
  ),
  who: fc.constantFrom('ada', 'ada', 'grace', 'system'),
  at: fc.nat({ max: 11 }),
  user,
  named: fc.option(fc.uniqueArray(user, { maxLength: 3 }), { nil: undefined }),
  flag: fc.boolean(),
  settings: fc.record({ handOver, closeMail: fc.constantFrom('draft', 'off') }),
});
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
