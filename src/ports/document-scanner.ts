import type { CallContext } from './call-context.ts';

/** A file that was taken in and is no document yet. */
export interface ScannedFile {
  readonly ticket: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** May be read as often as needed, or not at all. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** What a scanner says: the reason is shown to whoever sent the file. */
export type ScanVerdict = { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

/**
 * Looks at every file before it becomes a document, such as a virus scanner of the host. A scanner that throws refuses the file:
 * nothing unseen is kept.
 */
export interface DocumentScanner {
  scan(file: ScannedFile, context: CallContext): Promise<ScanVerdict>;
}
