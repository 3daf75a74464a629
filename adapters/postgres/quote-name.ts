import { RefusedError } from '../../src/refusal/refused-error.ts';

/** PostgreSQL cuts longer names silently, and two schemas would become one. */
const schemaName = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/;

/** A schema's name as it stands in SQL. Only plain names are taken, so that none can break out of its quotes. */
export const quoteName = (name: string): string => {
  if (!schemaName.test(name)) {
    const message = `"${name}" cannot be the name of a schema: start with a letter, then at most 62 letters, digits, "_" or "-".`;
    const issues = [{ path: ['schema'], code: 'invalid', message }];
    throw new RefusedError({ code: 'config_invalid', message, issues, data: {} });
  }
  return `"${name}"`;
};
