/** Hears of what went wrong without stopping anything. MUST NOT throw. */
export interface Logger {
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
}
