import type { Authorizer } from '../ports/authorizer.ts';
import type { Links } from '../ports/links.ts';
import type { Language } from '../text/language.ts';

/** What a desk says for all its areas. */
export interface ConfigurationOptions {
  readonly timeZone: string;
  readonly language: Language;
  /** Days after which a draft that nobody writes at is given up; null: never. */
  readonly draftDays: number | null;
  readonly links: Links | null;
  readonly mailboxes: Readonly<Record<string, { readonly area?: string }>>;
  readonly authorizer: Pick<Authorizer, 'words' | 'system'>;
}
