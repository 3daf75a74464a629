/** Something to know although the command succeeded. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
}
