import { findNumbers } from '../area/find-numbers.ts';
import type { NumberFormat } from '../area/number-format.ts';
import { accept, type Decided, type Issue, refuse, refuseInput } from '../refusal/refusal.ts';
import { cleanText, isSingleLine, trimmedLine } from '../text/clean-text.ts';
import { isEmailAddress, type MailAddress } from '../text/email-address.ts';
import type { Instant } from '../ticket/instant.ts';
import type { Warning } from '../ticket/warning.ts';
import type { Mail } from './mail.ts';
import { wrongState } from './wrong-state.ts';

/** What a person may change on a draft; left out: keep. */
export interface DraftValues {
  readonly to?: readonly MailAddress[] | undefined;
  readonly cc?: readonly MailAddress[] | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
}

/** Only a draft is still written; `verb` says what was to be done to it. */
export const requireDraft = (mail: Mail, verb: 'changed' | 'written anew'): Decided<null> =>
  mail.state === 'draft' ? accept(null) : wrongState(mail, verb);

/** Decides an edit of a draft. */
export const decideUpdateDraft = (mail: Mail, values: DraftValues, now: Instant): Decided<Mail> => {
  const draft = requireDraft(mail, 'changed');
  if (!draft.ok) return draft;
  const after = {
    ...mail,
    to: values.to?.map(tidied) ?? mail.to,
    cc: values.cc?.map(tidied) ?? mail.cc,
    subject: values.subject === undefined ? mail.subject : trimmedLine(values.subject),
    text: values.text === undefined ? mail.text : cleanText(values.text),
    writtenAt: now,
    version: mail.version + 1,
  };
  const issues = [...headerProblems(after), ...addressProblems('to', after.to), ...addressProblems('cc', after.cc)];
  return issues.length > 0 ? refuseInput(issues) : accept(after);
};

/** Decides that a draft is written anew, from the ticket as it is now. To whom it goes is kept. */
export const decideRefresh = (
  mail: Mail,
  rewritten: Pick<Mail, 'subject' | 'text' | 'ticketVersion' | 'writtenAt'>,
): Decided<Mail> => {
  const draft = requireDraft(mail, 'written anew');
  return draft.ok ? accept({ ...mail, ...rewritten, version: mail.version + 1 }) : draft;
};

/** Decides that a draft may leave now. */
export const decideSend = (mail: Mail): Decided<Mail> => {
  if (mail.state === 'queued' || mail.state === 'closed') {
    return refuse('already_done', 'This mail was sent already.', {
      data: { mail: mail.id, state: mail.state, queuedAt: mail.queuedAt },
    });
  }
  if (mail.state === 'discarded') return wrongState(mail, 'sent');
  const issues: readonly Issue[] = [
    ...(mail.to.length === 0 ? [{ path: ['to'], code: 'required', message: 'The mail has no recipient.' }] : []),
    ...headerProblems(mail),
    ...addressProblems('to', mail.to),
    ...addressProblems('cc', mail.cc),
  ];
  return issues.length > 0 ? refuseInput(issues) : accept(mail);
};

/** A reply to a subject without the number finds its ticket only by other signs. */
export const draftWarnings = (mail: Mail, number: string, formats: readonly NumberFormat[]): readonly Warning[] =>
  findNumbers(mail.subject, formats)[0] === number.toUpperCase()
    ? []
    : [
        {
          code: 'number_missing',
          message: `The subject does not begin with the number ${number}; replies may not find their ticket.`,
          params: { number },
        },
      ];

const tidied = ({ name, address }: MailAddress): MailAddress => ({ name: trimmedLine(name), address: address.trim() });

const headerProblems = (mail: Pick<Mail, 'subject'>): readonly Issue[] => [
  ...(isSingleLine(mail.subject)
    ? []
    : [
        {
          path: ['subject'],
          code: 'control_character',
          message: 'Line breaks and control characters are not allowed here.',
        },
      ]),
  ...(mail.subject.length > 998
    ? [{ path: ['subject'], code: 'too_long', message: 'At most 998 characters.', params: { maximum: 998 } }]
    : []),
];

const addressProblems = (field: 'to' | 'cc', addresses: readonly MailAddress[]): readonly Issue[] =>
  addresses.flatMap(({ name, address }, index) => [
    ...(isEmailAddress(address)
      ? []
      : [
          {
            path: [field, index, 'address'],
            code: 'bad_address',
            message: `"${address}" is not an address such as name@example.com.`,
          },
        ]),
    ...(isSingleLine(name)
      ? []
      : [
          {
            path: [field, index, 'name'],
            code: 'control_character',
            message: 'Line breaks and control characters are not allowed here.',
          },
        ]),
  ]);
