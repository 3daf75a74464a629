import { renderLiquid } from './liquid.ts';
import type { MailFacts } from './mail-facts.ts';
import { commonValues } from './render-mail.ts';

/** A text block in the language of the ticket's area, by what a requester may read. */
export const renderTextBlock = (text: string, facts: MailFacts): string =>
  renderLiquid(text, commonValues(facts.area.language, facts, 'portal'));
