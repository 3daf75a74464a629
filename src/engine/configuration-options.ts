import type { Authorizer } from '../ports/authorizer.ts';
import type { Links } from '../ports/links.ts';
import type { Language } from '../text/language.ts';

/** What a desk says about its areas as a whole. */
export interface ConfigurationOptions {
  readonly timeZone: string;
  readonly language: Language;
  readonly links: Links | null;
  readonly mailboxes: Readonly<Record<string, { readonly area?: string }>>;
  readonly authorizer: Pick<Authorizer, 'words' | 'system'>;
}
