/** Runs a statement and gives its rows. */
export type Ask = (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/**
 * A schema as one text, from the catalogue alone: the same on every server that has the same schema, whatever its version.
 * The name of the schema reads `ticketwerk`.
 */
export const schemaText = async (ask: Ask, schema: string): Promise<string> => {
  const parts = [];
  for (const text of [tables, constraints, indexes, functions, triggers]) {
    const rows = await ask(text(schema));
    parts.push(...rows.map(({ line }) => `${String(line).trim()};`));
  }
  return `${parts.join('\n\n').replaceAll(`"${schema}".`, `${schema}.`).replaceAll(`${schema}.`, 'ticketwerk.')}\n`;
};

const tables = (schema: string): string => `
select format(E'create table %I.%I (\n%s\n)', '${schema}', relation.relname, string_agg(
  format('  %I %s%s%s%s', attname, format_type(atttypid, atttypmod),
    case when attcollation <> typcollation then ' collate ' || quote_ident(collname) else '' end,
    case when attnotnull then ' not null' else '' end,
    coalesce(' default ' || pg_get_expr(adbin, adrelid), '')
  ), E',\n' order by attnum)) as line
from pg_class relation
join pg_attribute attribute on attrelid = relation.oid and attnum > 0 and not attisdropped
join pg_type type on type.oid = atttypid
left join pg_collation coll on coll.oid = attcollation
left join pg_attrdef on adrelid = relation.oid and adnum = attnum
where relation.relnamespace = to_regnamespace('"${schema}"') and relation.relkind = 'r'
group by relation.relname
order by relation.relname collate "C"`;

/** Since PostgreSQL 18 what is not null is a constraint too; it stands with the columns already. */
const constraints = (schema: string): string => `
select format('alter table %I.%I add constraint %I %s', '${schema}', relation.relname, conname, pg_get_constraintdef(con.oid)) as line
from pg_constraint con
join pg_class relation on relation.oid = conrelid
where connamespace = to_regnamespace('"${schema}"') and contype not in ('n', 't')
order by relation.relname collate "C", conname collate "C"`;

const indexes = (schema: string): string => `
select pg_get_indexdef(indexrelid) as line
from pg_index
join pg_class index on index.oid = indexrelid
where index.relnamespace = to_regnamespace('"${schema}"')
  and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
order by index.relname collate "C"`;

const functions = (schema: string): string => `
select pg_get_functiondef(oid) as line
from pg_proc
where pronamespace = to_regnamespace('"${schema}"')
order by proname collate "C", oid::regprocedure::text collate "C"`;

const triggers = (schema: string): string => `
select pg_get_triggerdef(trig.oid) as line
from pg_trigger trig
join pg_class relation on relation.oid = tgrelid
where relation.relnamespace = to_regnamespace('"${schema}"') and not tgisinternal
order by relation.relname collate "C", tgname collate "C"`;
