import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided, type Issue, refuseInput } from '../refusal/refusal.ts';
import { cleanText, isSingleLine, trimmedLine } from '../text/clean-text.ts';
import { type Actor, userOf } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import { isAssignable, type People } from '../ticket/people.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import { deriveShortDescription } from './short-description.ts';
import { longestTimeSpent } from './time-spent.ts';

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
  const given = trimmedLine(values.shortDescription ?? '');
  const timeSpent = values.timeSpent ?? 0;
  const occurredAt = values.occurredAt ?? now;
  const user = userOf(actor);
  const concerns = [...new Set(values.concerns ?? (user === null ? [] : [user]))];
  const issues: readonly Issue[] = [
    ...(description.trim() === '' && given === ''
      ? [{ path: ['description'], code: 'empty', message: 'Write a description or at least a short description.' }]
      : []),
    ...(description.length > 1_048_576 ? [tooLong('description', 1_048_576)] : []),
    ...(given.length > 255 ? [tooLong('shortDescription', 255)] : []),
    ...(isSingleLine(given)
      ? []
      : [
          {
            path: ['shortDescription'],
            code: 'control_character',
            message: 'Line breaks and control characters are not allowed here.',
          },
        ]),
    ...timeProblems(timeSpent),
    ...(Date.parse(occurredAt) > Date.parse(now) + area.futureHours * 3_600_000
      ? [
          {
            path: ['occurredAt'],
            code: 'too_far_in_future',
            message: `An action lies at most ${area.futureHours} h in the future.`,
            params: { hours: area.futureHours },
          },
        ]
      : []),
    ...concerns.flatMap((id, index) =>
      isAssignable(people, id)
        ? []
        : [
            {
              path: ['concerns', index],
              code: 'unknown_user',
              message: `There is no active user "${id}".`,
              params: { user: id },
            },
          ],
    ),
  ];
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
          shortDescription: given === '' ? deriveShortDescription(description) : given,
          shortDescriptionDerived: given === '',
          description,
        },
      },
    },
  ]);
};

const tooLong = (field: string, maximum: number): Issue => ({
  path: [field],
  code: 'too_long',
  message: `At most ${maximum} characters.`,
  params: { maximum },
});

const timeProblems = (timeSpent: number): readonly Issue[] => {
  if (!Number.isInteger(timeSpent)) {
    return [
      {
        path: ['timeSpent'],
        code: 'not_hundredths',
        message: 'timeSpent counts whole hundredths of an hour: write hours(0.5) or minutes(30).',
      },
    ];
  }
  return timeSpent < 0 || timeSpent > longestTimeSpent
    ? [
        {
          path: ['timeSpent'],
          code: 'out_of_range',
          message: 'timeSpent is between 0 and 1000 hours.',
          params: { minimum: 0, maximum: longestTimeSpent },
        },
      ]
    : [];
};
