import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { Answering } from './answer.ts';
import type { Call } from './call.ts';
import type { Command } from './command.ts';
import { commitPlan } from './commit-plan.ts';
import { describeTicket } from './describe-ticket.ts';
import { openCommand } from './open-command.ts';
import { outsideOf } from './outside.ts';
import { withUploads } from './with-uploads.ts';

/** How often an appending command is decided anew, and how often a key may turn out taken meanwhile. */
const attempts = 4;
/** How often a number without gaps is tried for: each time somebody else got one. */
const numberAttempts = 100;

/**
 * The one way in for everything that changes something:
 * parse, gather, load, find people, decide, evolve, plan mails, commit, tell.
 */
export const runCommand = async <Input, Gathered, Answered extends { readonly replayed: boolean }>(
  command: Command<Input, Gathered>,
  call: Call,
  rawInput: unknown,
  rawOptions: unknown,
  answering: Answering<Answered>,
): Promise<Decided<Answered>> => {
  const opened = await openCommand(command, call, rawInput, rawOptions);
  if (!opened.ok) return opened;
  const { now, once, decide } = opened.value;
  const outside = outsideOf(once, call.engine);
  const giveUp = async (refused: Decided<never>): Promise<Decided<never>> => {
    await outside.takeBack();
    return refused;
  };
  for (let attempt = 1; ; attempt += 1) {
    const intent = await decide();
    if (!intent.ok) return giveUp(intent);
    if (intent.value.kind === 'replay') return answering.replayOf(intent.value.result, call);
    const { plan: decided } = intent.value;
    if (decided.uploads !== undefined && call.uploaded === undefined) {
      return withUploads(decided, call, (storing) => runCommand(command, storing, rawInput, rawOptions, answering));
    }
    const plan = await outside.make(decided);
    const done = await commitPlan(plan, { call, now, once });
    if (done.outcome === 'committed') {
      const warnings = await call.afterwards(async () => (await command.afterCommit?.(plan, call)) ?? []);
      return accept(answering.answerOf(done, plan, call, warnings));
    }
    // The call is opened anew with the settings of now.
    if (done.outcome === 'outdated') return giveUp(await conflict(plan.ticketId, call));
    const again = done.outcome === 'taken' || (command.repeats && done.final !== true);
    const limit = done.outcome === 'taken' && done.key === 'number' ? numberAttempts : attempts;
    if (!again || attempt >= limit) return giveUp(await conflict(plan.ticketId, call));
  }
};

const conflict = (ticket: string, call: Call): Promise<Decided<never>> =>
  describeTicket(
    refuse('conflict', 'The ticket was changed by somebody else at the same time. Look at it again and decide anew.', {
      data: { ticket },
    }),
    call,
  );
