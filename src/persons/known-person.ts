/** What a person of the host is recognised by. */
export interface KnownPerson {
  /** His id in the host. */
  readonly person: string;
  /** E-mail addresses that are his, as `foldAddress` writes them. */
  readonly addresses: readonly string[];
  /** Names under which he asked. */
  readonly names: readonly string[];
  readonly phones: readonly string[];
}
