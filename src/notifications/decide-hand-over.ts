import type { HandOverMode } from '../area/hand-over-mode.ts';
import { accept, type Decided, type Issue, refuseInput } from '../refusal/refusal.ts';
import { type Actor, userOf } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { People } from '../ticket/people.ts';
import type { HandOverCandidate, Question } from './question.ts';

/** How long a question waits for its answer. */
const daysToAnswer = 7;

interface HandOver {
  readonly ticket: string;
  readonly from: string;
  readonly to: string;
  readonly mode: HandOverMode;
  readonly actor: Actor;
  readonly people: People;
  readonly now: Instant;
  readonly freshId: string;
}

/** What a hand-over comes to: whom to inform now, and what to ask. */
export interface DecidedHandOver {
  readonly inform: readonly string[];
  readonly question: Question | null;
}

/** Decides who hears of a hand-over; `inform` is the answer of who did not want to be asked. */
export const decideHandOver = (handOver: HandOver, inform: readonly string[] | undefined): Decided<DecidedHandOver> => {
  const { mode, actor, now } = handOver;
  const candidates = candidatesOf(handOver);
  if (inform !== undefined) {
    if (mode !== 'ask') return refuseInput([notAsked(mode)]);
    const chosen = chooseCandidates(inform, candidates);
    return chosen.ok ? accept({ inform: chosen.value, question: null }) : chosen;
  }
  if (mode !== 'ask')
    return accept({ inform: mode === 'automatic' ? candidates.map(({ user }) => user) : [], question: null });
  const asker = userOf(actor);
  // The desk itself cannot be asked.
  if (asker === null || candidates.length === 0) return accept({ inform: [], question: null });
  const expiresAt = new Date(Date.parse(now) + daysToAnswer * 86_400_000).toISOString() as Instant;
  const question: Question = {
    id: handOver.freshId,
    ticket: handOver.ticket,
    kind: 'hand_over',
    asker,
    previous: handOver.from,
    candidates,
    state: 'open',
    askedAt: now,
    expiresAt,
    version: 1,
  };
  return accept({ inform: [], question });
};

/** The new and the previous responsible, but neither who did it nor who has left. */
const candidatesOf = ({ from, to, actor, people }: HandOver): readonly HandOverCandidate[] =>
  from === to
    ? []
    : [
        { user: to, relation: 'new' as const, preselected: true },
        { user: from, relation: 'previous' as const, preselected: false },
      ].filter(({ user }) => user !== userOf(actor) && people.users.get(user)?.active !== false);

/** Only who is concerned can be informed; whoever is named twice hears of it once. */
export const chooseCandidates = (
  inform: readonly string[],
  candidates: readonly HandOverCandidate[],
): Decided<readonly string[]> => {
  const options = candidates.map(({ user }) => user);
  const issues = inform.flatMap((user, index): readonly Issue[] =>
    options.includes(user)
      ? []
      : [
          {
            path: ['inform', index],
            code: 'not_a_candidate',
            message: `"${user}" is not concerned by this hand-over; choose among ${options.join(', ') || 'nobody'}.`,
            params: { options },
          },
        ],
  );
  return issues.length > 0 ? refuseInput(issues) : accept([...new Set(inform)]);
};

const notAsked = (mode: HandOverMode): Issue => ({
  path: ['inform'],
  code: 'not_allowed',
  message:
    mode === 'automatic'
      ? 'In this area everybody concerned is informed by itself; leave "inform" out.'
      : 'In this area nobody is informed of a hand-over; leave "inform" out.',
});
