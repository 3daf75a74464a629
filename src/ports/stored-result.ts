/** What a command did, kept under its idempotency key. */
export interface StoredResult {
  /** Who used the key, as `actorKey` writes it. */
  readonly actor: string;
  readonly key: string;
  /** Hash of the command and its input: another input under the same key is refused. */
  readonly request: string;
  /** Ids only: a replay shows the ticket as it is now. */
  readonly result: Readonly<Record<string, unknown>>;
}
