import type { ActivityDraft } from '../ports/activities.ts';
import type { Issue } from '../refusal/refusal.ts';
import { cleanText, isSingleLine, trimmedLine } from '../text/clean-text.ts';
import type { LinkedActivityType } from '../ticket/activity-link.ts';
import type { Instant } from '../ticket/instant.ts';
import { longestDescription, longestSubject } from '../ticket/ticket-values.ts';

/** What a caller writes into a new activity. */
export interface DraftValues {
  readonly type: LinkedActivityType;
  readonly subject: string;
  readonly description?: string | undefined;
  readonly at?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** The activity as the host is given it. */
export const toDraft = (values: DraftValues): ActivityDraft => ({
  type: values.type,
  subject: trimmedLine(values.subject),
  description: cleanText(values.description ?? ''),
  at: values.at ?? null,
  until: values.until ?? null,
  details: values.details ?? {},
});

/** What is wrong with an activity of any type; what its own type needs, the host says. */
export const draftProblems = ({ subject, description, at, until }: ActivityDraft): readonly Issue[] => [
  ...(subject === '' ? [{ path: ['subject'], code: 'required', message: 'The subject is required.' }] : []),
  ...(subject.length > longestSubject ? [tooLong('subject', longestSubject)] : []),
  ...(isSingleLine(subject)
    ? []
    : [
        {
          path: ['subject'],
          code: 'control_character',
          message: 'Line breaks and control characters are not allowed here.',
        },
      ]),
  ...(description.length > longestDescription ? [tooLong('description', longestDescription)] : []),
  ...(until !== null && at === null
    ? [{ path: ['at'], code: 'required', message: 'An activity that ends also begins: give `at`.' }]
    : []),
  ...(until !== null && at !== null && until < at
    ? [{ path: ['until'], code: 'ends_before_it_begins', message: 'An activity does not end before it begins.' }]
    : []),
];

const tooLong = (field: string, maximum: number): Issue => ({
  path: [field],
  code: 'too_long',
  message: `At most ${maximum} characters.`,
  params: { maximum },
});
