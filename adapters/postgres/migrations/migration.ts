/** A step forward of the schema. Once released it never changes: what comes later is a new one with the next number. */
export interface Migration {
  readonly id: number;
  readonly name: string;
  /** Statements, each ended by a semicolon; `schema` is quoted already. */
  readonly sql: (schema: string) => string;
}
