import type { Language } from '../text/language.ts';
import type { MailFacts } from './mail-facts.ts';
import { historyValues, renderMail } from './render-mail.ts';

/** Mails to the requester. */
export type RequesterKind = 'received' | 'interim' | 'closing' | 'bulk';

/** Subject and text of a mail to the requester. */
export const requesterText = (
  kind: RequesterKind,
  language: Language,
  facts: MailFacts,
): { readonly subject: string; readonly text: string } =>
  renderMail(kind, language, facts, 'portal', kind === 'received' ? {} : historyValues(facts, language));
