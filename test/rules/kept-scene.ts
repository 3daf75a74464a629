import { afterAll, beforeAll } from 'vitest';
import type { StoredBlob } from '../../src/ports/blob-store.ts';
import { mail } from './helpdesk.ts';
import { file, openScene, type Scene } from './host-commands.ts';
import type { HostStore, HostWorld, Wire } from './host-worlds.ts';

/**
 * The scene of all tests of a `describe`: made once, and put back as it was for whoever asks for it. Making it takes forty
 * statements, putting it back one.
 */
export const keptScene = (
  open: HostStore['open'],
  wires: { readonly own?: Wire; readonly hosted?: Wire },
): (() => Promise<{ readonly world: HostWorld; readonly scene: Scene }>) => {
  const ends: (() => Promise<void>)[] = [];
  const blobs: StoredBlob[] = [];
  let kept: { readonly world: HostWorld; readonly scene: Scene };
  beforeAll(async () => {
    const world = await open(wires, (end) => ends.push(end));
    kept = { world, scene: await openScene(world.store) };
    for await (const blob of kept.scene.blobs.list({ storedBefore: '9999' })) blobs.push(blob);
    await world.query(keeping(world.schema));
    ends.push(async () => void (await world.query(`drop schema ${world.schema}_kept cascade`)));
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });
  return async () => {
    const { world, scene } = kept;
    await world.query(puttingBack(world.schema));
    // A mail that was converted has left its folder, and the content of a document that was removed is gone.
    for (const blob of blobs) await scene.blobs.put({ ...blob, content: plan(), maxBytes: 9 });
    return { world, scene: { ...scene, source: scene.mailbox.put(mail()) } };
  };
};

async function* plan() {
  yield file().content;
}

const forEachTable = (schema: string, first: string, work: readonly string[]): string => `
do $tables$
declare
  name text;
begin
  ${first};
  for name in select tablename from pg_tables where schemaname = '${schema}' and tablename <> 'migrations' loop
    ${work.map((one) => `execute format('${one}', name);`).join('\n    ')}
  end loop;
end
$tables$`;

const keeping = (schema: string): string =>
  forEachTable(schema, `create schema ${schema}_kept`, [`create table ${schema}_kept.%1$I as table ${schema}.%1$I`]);

const puttingBack = (schema: string): string =>
  forEachTable(schema, 'set local session_replication_role = replica', [
    `delete from ${schema}.%1$I`,
    `insert into ${schema}.%1$I overriding system value table ${schema}_kept.%1$I`,
  ]);
