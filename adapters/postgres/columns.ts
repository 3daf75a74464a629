type ColumnKind = 'text' | 'integer' | 'bigint' | 'boolean' | 'instant' | 'json';

/** How each field of a row is kept: a field without a column does not compile. */
export type Columns<Row> = { readonly [Field in keyof Row]-?: ColumnKind };

type AnyColumns = Readonly<Record<string, ColumnKind>>;

const sqlTypes: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  instant: 'timestamptz',
  json: 'jsonb',
};

const snakeCase = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A JSON parameter as rows, with its fields under their own names. `$1::jsonb` would become a JSON string under some drivers. */
export const givenRows = (param: string, columns: AnyColumns): string => {
  const fields = Object.entries(columns).map(([field, kind]) => `"${field}" ${sqlTypes[kind]}`);
  return fewOf(`select * from jsonb_to_recordset(${param}::text::jsonb) as given(${fields.join(', ')})`);
};

/** A JSON parameter that is a list of texts, as rows of one column. */
export const givenTexts = (param: string): string =>
  fewOf(`select value from jsonb_array_elements_text(${param}::text::jsonb) as given(value)`);

/**
 * Cuts off nothing, but tells the planner to expect one row: it would think of a hundred, and read whole tables for one.
 * A limit that it cannot see (hence the sub-select) stands for a tenth.
 */
const fewOf = (rows: string): string => `select * from (${rows} ${hidden}) tenth ${hidden}`;
const hidden = 'limit (select 1000000000)';

/** The columns to insert into. */
export const columnNames = (columns: AnyColumns): string =>
  Object.keys(columns)
    .map((field) => `"${snakeCase(field)}"`)
    .join(', ');

/** The fields of a given row, in the order of `columnNames`. */
export const givenFields = (columns: AnyColumns): string =>
  Object.keys(columns)
    .map((field) => `given."${field}"`)
    .join(', ');

/** Everything but the key is set to what is given. */
export const assignments = (columns: AnyColumns): string =>
  Object.keys(columns)
    .filter((field) => field !== 'id')
    .map((field) => `"${snakeCase(field)}" = given."${field}"`)
    .join(', ');

/** A stored row as JSON. Instants are written here, so that neither driver nor session time zone has a say in them. */
export const rowAsJson = (alias: string, columns: AnyColumns): string => {
  const pairs = Object.entries(columns).map(([field, kind]) => {
    const column = `${alias}."${snakeCase(field)}"`;
    return `'${field}', ${kind === 'instant' ? isoText(column) : column}`;
  });
  return `json_build_object(${pairs.join(', ')})`;
};

export const isoText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
