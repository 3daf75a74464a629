/** What a port of the host is told about the call it serves. */
export interface CallContext {
  readonly tenant: string;
  /** The host's own transaction, when the command runs inside one. */
  readonly handle?: unknown;
}
