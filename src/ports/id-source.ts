/** Ids for records. */
export interface IdSource {
  /**
   * A new id. Implementations MUST return at least 64 random bits after a part that sorts by `now`, only characters that
   * are safe in URLs, mail headers and file names, and never the same id twice.
   */
  next(now: Date): string;
}
