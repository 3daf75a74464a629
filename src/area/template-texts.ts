/**
 * Mails with a text of their own. To the requester: the answer to a received mail, the interim information, the closing
 * mail, and an action that was added to several tickets at once. To agents: the notice of a hand-over, of a ticket from the portal, of what a requester added there, and of an action
 * that concerns them.
 */
export type TemplateKind =
  | 'received'
  | 'interim'
  | 'closing'
  | 'bulk'
  | 'assigned'
  | 'portal_ticket'
  | 'portal_addition'
  | 'concerned';
export const templateKinds: readonly TemplateKind[] = [
  'received',
  'interim',
  'closing',
  'bulk',
  'assigned',
  'portal_ticket',
  'portal_addition',
  'concerned',
];

/** A template in Liquid; its placeholders are a closed set per kind. */
export interface TemplateTexts {
  /** The ticket's number is added where the text does not hold it. */
  readonly subject: string;
  readonly body: string;
}
