/** Mails with a text of their own: the answer to a received mail, the closing mail, the notice of a hand-over. */
export type TemplateKind = 'received' | 'closing' | 'assigned';
export const templateKinds: readonly TemplateKind[] = ['received', 'closing', 'assigned'];

/** A template in Liquid; its placeholders are a closed set per kind. */
export interface TemplateTexts {
  /** The ticket's number is added where the text does not hold it. */
  readonly subject: string;
  readonly body: string;
}
