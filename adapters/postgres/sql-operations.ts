import type { Store } from '../../src/ports/store.ts';
import { blobsInUse } from './blobs-in-use.ts';
import { changes } from './changes.ts';
import { claim } from './claim.ts';
import { commit } from './commit.ts';
import type { Connection } from './connection.ts';
import { count } from './count.ts';
import { draw } from './draw.ts';
import { load } from './load.ts';
import { migrate } from './migrate.ts';
import { nextTimedTransition } from './next-timed-transition.ts';
import { page } from './page.ts';
import { peek } from './peek.ts';
import { rawMail } from './raw-mail.ts';
import { stepCounts } from './step-counts.ts';
import { tenants } from './tenants.ts';

/** Every operation of the store in a schema, to run on any connection. The texts are made once. */
export const sqlOperations = (schema: string): ((connection: Connection) => Store) => {
  const operations = {
    load: load(schema),
    commit: commit(schema),
    draw: draw(schema),
    peek: peek(schema),
    claim: claim(schema),
    nextTimedTransition: nextTimedTransition(schema),
    page: page(schema),
    count: count(schema),
    stepCounts: stepCounts(schema),
    changes: changes(schema),
    tenants: tenants(schema),
    rawMail: rawMail(schema),
    blobsInUse: blobsInUse(schema),
    migrate: migrate(schema),
  };
  return (connection) => ({
    load: operations.load(connection),
    commit: operations.commit(connection),
    draw: operations.draw(connection),
    peek: operations.peek(connection),
    claim: operations.claim(connection),
    nextTimedTransition: operations.nextTimedTransition(connection),
    page: operations.page(connection),
    count: operations.count(connection),
    stepCounts: operations.stepCounts(connection),
    changes: operations.changes(connection),
    tenants: operations.tenants(connection),
    rawMail: operations.rawMail(connection),
    blobsInUse: operations.blobsInUse(connection),
    migrate: operations.migrate(connection),
  });
};
