import { assignments } from './columns.ts';
import { documentColumns } from './row-columns.ts';

/** Only of a ticket that was really applied, and only where the document is its own. */
export const changeDocumentsPhase = (schema: string): string => `documents_changed_written as (
  update ${schema}.documents stored
  set ${assignments(documentColumns)}
  from tickets_applied applied join documents_changed_given given on given.ticket = applied.id
  where stored.tenant = $1::text and stored.id = given.id and stored.ticket = applied.id
  returning 1
)`;

export const removeDocumentsPhase = (schema: string): string => `documents_removed_written as (
  delete from ${schema}.documents stored
  using tickets_applied applied join documents_removed_given given on given.ticket = applied.id
  where stored.tenant = $1::text and stored.id = given.id and stored.ticket = applied.id
  returning 1
)`;
