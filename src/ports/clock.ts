/** Asks for an end of waiting; an `AbortSignal` fits. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
}

/** Time, from outside. */
export interface Clock {
  /** The present moment. Implementations MUST NOT return an invalid date. */
  now(): Date;
  /** Resolves after `ms` milliseconds, or at once when `stop` is aborted; MUST NOT reject. */
  sleep(ms: number, stop?: StopSignal): Promise<void>;
}
