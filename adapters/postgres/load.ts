import type { Loaded, Store } from '../../src/ports/store.ts';
import { byShape } from './by-shape.ts';
import type { Connection } from './connection.ts';
import { jsonResult } from './json-result.ts';
import { type LoadShape, loadShape } from './load-shape.ts';
import { loadText } from './load-text.ts';
import { safeStatement } from './statement.ts';

/** One statement, so one round trip and one snapshot. */
export const load = (schema: string): ((connection: Connection) => Store['load']) => {
  const statementOf = byShape(
    ({ parts, details }: LoadShape) => `${parts} ${details}`,
    (shape) => safeStatement('load', loadText(schema, shape)),
  );
  return (connection) => async (request) => {
    const shape = loadShape(request);
    return jsonResult<Loaded>(await statementOf(shape)(connection, shape.params));
  };
};
