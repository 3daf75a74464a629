import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Issue } from '../refusal/refusal.ts';
import { isSingleLine } from '../text/clean-text.ts';
import type { Instant } from '../ticket/instant.ts';
import { isAssignable, type People } from '../ticket/people.ts';
import { longestTimeSpent } from '../ticket/time-spent.ts';

/** An action as it is going to be, with the texts as they were written. */
export interface CheckedAction {
  readonly description: string;
  /** Empty: to be derived. */
  readonly shortDescription: string;
  readonly timeSpent: number;
  /** Null: it stays as it is. */
  readonly occurredAt: Instant | null;
  readonly concerns: readonly string[];
}

export interface ActionProblemFacts {
  readonly now: Instant;
  readonly area: ResolvedArea;
  readonly people: People;
  /** Users whom the action concerned before: they may have left since. */
  readonly concerned: readonly string[];
}

/** Every problem of an action at once. */
export const actionProblems = (action: CheckedAction, facts: ActionProblemFacts): readonly Issue[] => {
  const { description, shortDescription } = action;
  return [
    ...(description.trim() === '' && shortDescription === ''
      ? [{ path: ['description'], code: 'empty', message: 'Write a description or at least a short description.' }]
      : []),
    ...(description.length > 1_048_576 ? [tooLong('description', 1_048_576)] : []),
    ...(shortDescription.length > 255 ? [tooLong('shortDescription', 255)] : []),
    ...(isSingleLine(shortDescription)
      ? []
      : [
          {
            path: ['shortDescription'],
            code: 'control_character',
            message: 'Line breaks and control characters are not allowed here.',
          },
        ]),
    ...timeProblems(action.timeSpent),
    ...momentProblems(action.occurredAt, facts),
    ...concernProblems(action.concerns, facts),
  ];
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

const momentProblems = (occurredAt: Instant | null, { now, area }: ActionProblemFacts): readonly Issue[] =>
  occurredAt !== null && Date.parse(occurredAt) > Date.parse(now) + area.futureHours * 3_600_000
    ? [
        {
          path: ['occurredAt'],
          code: 'too_far_in_future',
          message: `An action lies at most ${area.futureHours} h in the future.`,
          params: { hours: area.futureHours },
        },
      ]
    : [];

const concernProblems = (concerns: readonly string[], { people, concerned }: ActionProblemFacts): readonly Issue[] =>
  concerns.flatMap((id, index) =>
    concerned.includes(id) || isAssignable(people, id)
      ? []
      : [
          {
            path: ['concerns', index],
            code: 'unknown_user',
            message: `There is no active user "${id}".`,
            params: { user: id },
          },
        ],
  );
