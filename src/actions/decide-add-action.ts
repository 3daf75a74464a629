import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided, refuseInput } from '../refusal/refusal.ts';
import { cleanText, trimmedLine } from '../text/clean-text.ts';
import { type Actor, userOf } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { People } from '../ticket/people.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import { actionProblems } from './action-problems.ts';
import { shortDescriptionOf } from './short-description.ts';

/** What a caller writes into an action. */
export interface ActionValues {
  readonly visibility: 'internal' | 'external';
  readonly description?: string | undefined;
  readonly shortDescription?: string | undefined;
  readonly timeSpent?: number | undefined;
  readonly occurredAt?: Instant | undefined;
  readonly concerns?: readonly string[] | undefined;
}

export interface AddActionFacts {
  readonly id: string;
  readonly now: Instant;
  readonly actor: Actor;
  readonly area: ResolvedArea;
  readonly people: People;
}

/** Decides a new action. It sends nothing: the answer reaches the requester by the portal or by a mail of its own. */
export const decideAddAction = (values: ActionValues, facts: AddActionFacts): Decided<readonly NewEvent[]> => {
  const { now, actor, people, area } = facts;
  const description = cleanText(values.description ?? '');
  const shortDescription = trimmedLine(values.shortDescription ?? '');
  const timeSpent = values.timeSpent ?? 0;
  const occurredAt = values.occurredAt ?? now;
  const user = userOf(actor);
  const concerns = [...new Set(values.concerns ?? (user === null ? [] : [user]))];
  const issues = actionProblems(
    { description, shortDescription, timeSpent, occurredAt, concerns },
    { now, area, people, concerned: [] },
  );
  if (issues.length > 0) return refuseInput(issues);
  return accept([
    {
      type: 'action.added',
      data: {
        action: {
          id: facts.id,
          visibility: values.visibility,
          author: actor,
          concerns,
          occurredAt,
          createdAt: now,
          timeSpent,
          ...shortDescriptionOf(shortDescription, description),
          description,
        },
      },
    },
  ]);
};
