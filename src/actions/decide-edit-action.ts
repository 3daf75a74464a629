import { accept, type Decided, type Issue, refuseInput } from '../refusal/refusal.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { cleanText, trimmedLine } from '../text/clean-text.ts';
import type { Action } from '../ticket/action.ts';
import type { Instant } from '../ticket/instant.ts';
import type { NewEvent } from '../ticket/ticket-event.ts';
import { type ActionProblemFacts, actionProblems } from './action-problems.ts';
import { shortDescriptionOf } from './short-description.ts';

/** What an edit of an action may change; left out: keep. An empty short description is derived again. */
export interface ActionEdit {
  readonly visibility?: 'internal' | 'external' | undefined;
  readonly description?: string | null | undefined;
  readonly shortDescription?: string | null | undefined;
  readonly timeSpent?: number | undefined;
  readonly occurredAt?: Instant | undefined;
  readonly concerns?: readonly string[] | undefined;
}

/** Decides an edit; one that changes nothing makes no event. The event keeps old and new values. */
export const decideEditAction = (
  action: Action,
  edit: ActionEdit,
  facts: Omit<ActionProblemFacts, 'concerned'>,
): Decided<readonly NewEvent[]> => {
  const description = edit.description === undefined ? action.description : cleanText(edit.description ?? '');
  const shortDescription = trimmedLine(keptShortDescription(action, edit));
  const after = {
    ...shortDescriptionOf(shortDescription, description),
    occurredAt: edit.occurredAt ?? action.occurredAt,
    concerns: edit.concerns === undefined ? action.concerns : [...new Set(edit.concerns)],
    description,
  };
  const [visibility, timeSpent] = [edit.visibility ?? action.visibility, edit.timeSpent ?? action.timeSpent];
  const issues = [
    ...(action.visibility === 'internal' && visibility === 'external' ? [unpublished] : []),
    ...actionProblems(
      { ...after, shortDescription, timeSpent, occurredAt: edit.occurredAt ?? null },
      { ...facts, concerned: action.concerns },
    ),
  ];
  if (issues.length > 0) return refuseInput(issues);
  const changes = Object.fromEntries(
    (Object.keys(after) as (keyof typeof after)[])
      .filter((key) => canonicalJson(action[key]) !== canonicalJson(after[key]))
      .map((key) => [key, { from: action[key], to: after[key] }]),
  );
  const same = visibility === action.visibility && timeSpent === action.timeSpent && Object.keys(changes).length === 0;
  if (same) return accept([]);
  return accept([
    {
      type: 'action.edited',
      data: {
        action: action.id,
        visibility: { from: action.visibility, to: visibility },
        timeSpent: { from: action.timeSpent, to: timeSpent },
        ...changes,
      },
    },
  ]);
};

const keptShortDescription = (action: Action, { shortDescription }: ActionEdit): string => {
  if (shortDescription !== undefined) return shortDescription ?? '';
  return action.shortDescriptionDerived ? '' : action.shortDescription;
};

const unpublished: Issue = {
  path: ['visibility'],
  code: 'publish_needed',
  message: 'An internal action becomes external by actions.publish only.',
};
