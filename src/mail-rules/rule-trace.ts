/** The comparison that decided whether a rule applies. */
export interface DecidingLeaf {
  /** Where it stands in `when`. */
  readonly path: readonly (string | number)[];
  readonly field: string;
  readonly operator: string;
  readonly holds: boolean;
  /** What the mail has there, cut: at most three values of 80 characters. */
  readonly found: readonly string[];
}

/**
 * What became of a rule. `applied`, or `no_match`: its condition did not hold; `failed`: it could not be asked, and the mail went on
 * without it; `not_asked`: an earlier rule ended the run, or the limit was reached.
 */
export interface RuleTrace {
  readonly rule: string;
  readonly name: string;
  readonly result: 'applied' | 'no_match' | 'failed' | 'not_asked';
  /** Null: no single one did. */
  readonly decided: DecidingLeaf | null;
  /** Why it failed or was not asked; what of its effects could not be done. */
  readonly notes: readonly string[];
}
