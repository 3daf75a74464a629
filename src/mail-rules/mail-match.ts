/** By what a mail was recognised, the strongest first. */
export const matchSignals = [
  'report',
  'reply_address',
  'own_message_id',
  'known_message_id',
  'shared_ancestor',
  'number',
  'number_in_text',
] as const;
/**
 * By what a mail was recognised. `report`: a bounce or receipt names a mail of ours; `reply_address`: a signed address; `own_message_id`:
 * it refers to an id we signed; `known_message_id`: it refers to another mail of the ticket; `shared_ancestor`: it refers to
 * the same mail as another one does; `number`: a ticket's number stands in the subject, `number_in_text`: in the text.
 */
export type MatchSignal = (typeof matchSignals)[number];

/** `proven`: only somebody who got a mail of the ticket can have it; `likely`: hard to guess; `weak`: anybody can write it. */
export const matchStrengths = ['proven', 'likely', 'weak'] as const;
/** How sure it is that a mail belongs to a ticket. */
export type MatchStrength = (typeof matchStrengths)[number];

/** A ticket that a mail may belong to, and why. */
export interface MatchCandidate {
  readonly ticket: string;
  readonly signal: MatchSignal;
  readonly strength: MatchStrength;
  /** What was found: the address, id or number. */
  readonly by: string;
}

/** Where a mail belongs. */
export interface MailMatch {
  /** Null: nowhere. */
  readonly ticket: string | null;
  readonly signal: MatchSignal | null;
  readonly strength: MatchStrength | null;
  /** The sent mail that a report is about, and which recipient's copy of it, if that is known. */
  readonly about: { readonly mail: string; readonly delivery: string | null } | null;
  /** Everything that was recognised, the strongest first. */
  readonly candidates: readonly MatchCandidate[];
  /** Other tickets among them. */
  readonly conflicts: readonly string[];
  /** Why what was found does not count, such as `other_area: ticket`. */
  readonly reasons: readonly string[];
}

export const strengthOf = (signal: MatchSignal): MatchStrength =>
  signal === 'number' || signal === 'number_in_text'
    ? 'weak'
    : signal === 'known_message_id' || signal === 'shared_ancestor'
      ? 'likely'
      : 'proven';
