import { safeStatement } from './statement.ts';

/** The texts of the blob store, one for each step. $1 is the tenant and $2 the blob, except in the list. */
export const blobStatements = (schema: string) => ({
  begin: safeStatement(
    'blob_begin',
    `
insert into ${schema}.blobs (tenant, id, stored_at)
values ($1::text, $2::text, $3::text::timestamptz)
on conflict (tenant, id) do nothing
returning 1 as begun`,
  ),
  addPiece: safeStatement(
    'blob_add_piece',
    `
insert into ${schema}.blob_pieces (tenant, blob, seq, bytes)
values ($1::text, $2::text, $3::text::integer, decode($4::text, 'base64'))`,
  ),
  finish: safeStatement(
    'blob_finish',
    `
with finished as (
  update ${schema}.blobs set size = $3::text::bigint, sha256 = $4::text, pieces = $5::text::integer
  where tenant = $1::text and id = $2::text and pieces is null
  returning 1
)
select case when exists (select from finished) then 'finished' else ${schema}.give_up('TW002') end as outcome`,
  ),
  giveUp: safeStatement(
    'blob_give_up',
    `
with given_up as (delete from ${schema}.blobs where tenant = $1::text and id = $2::text and pieces is null)
select 1 as given_up`,
  ),
  find: safeStatement(
    'blob_find',
    `
select pieces from ${schema}.blobs where tenant = $1::text and id = $2::text and pieces is not null`,
  ),
  piece: safeStatement(
    'blob_piece',
    `
select encode(bytes, 'base64') as bytes from ${schema}.blob_pieces
where tenant = $1::text and blob = $2::text and seq = $3::text::integer`,
  ),
  remove: safeStatement(
    'blob_remove',
    `
with removed as (delete from ${schema}.blobs where tenant = $1::text and id = $2::text)
select 1 as removed`,
  ),
  /** $1 before this moment, $2 to $4 the moment, tenant and id of the last one, $5 limit. */
  list: safeStatement(
    'blob_list',
    `
select tenant, id, to_char(stored_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as stored_at
from ${schema}.blobs
where stored_at < $1::text::timestamptz
  and ($2::text is null or (stored_at, tenant, id) > ($2::text::timestamptz, $3::text, $4::text))
order by stored_at, tenant, id
limit $5::text::integer`,
  ),
});
