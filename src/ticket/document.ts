import type { DocumentFacts } from './ticket-event.ts';

/** A file at a ticket. Its content is a blob of its own; what people call it stands here alone. */
export type Document = DocumentFacts & { readonly ticket: string };
