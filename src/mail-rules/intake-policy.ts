/** What an area does with mails that belong to its tickets by all signs. */
export interface IntakePolicy {
  /** A mail of somebody who takes no part, and that is not proven to belong there. */
  readonly stranger: 'suggest' | 'new' | 'attach_internal';
  /** A mail whose sender no server has proven. */
  readonly unverified: 'attach' | 'suggest';
  readonly closed: {
    readonly mail: 'append' | 'reopen' | 'new';
    /** The transition that opens tickets again; null: none. */
    readonly reopenBy: string | null;
    /** For how many days after closing; null: for ever. */
    readonly reopenDays: number | null;
  };
}

export const defaultIntakePolicy: IntakePolicy = {
  stranger: 'suggest',
  unverified: 'attach',
  closed: { mail: 'append', reopenBy: null, reopenDays: null },
};
