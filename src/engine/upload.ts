import type { Document } from '../ticket/document.ts';
import type { GivenContent } from './file-content.ts';

/** Content that must be stored before a command is decided for good. */
export interface Upload {
  readonly name: string;
  readonly mediaType: string;
  readonly content: GivenContent;
  /** Where it stands in the input. */
  readonly path: readonly (string | number)[];
}

/** What became of an upload: the id of its document, and what the blob store said. */
export type StoredUpload = Pick<Document, 'id' | 'blob' | 'size' | 'sha256'>;
