import { describe, expect, test } from 'vitest';
import { openApi } from '../../adapters/http/index.ts';
import { sampleBodies } from './samples.ts';
import { openWorld, type World } from './world.ts';

interface Described {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}
interface JsonSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
}

const operations = Object.entries(openApi().paths as Record<string, Record<string, Described>>).flatMap(
  ([path, item]) =>
    Object.entries(item).map(([method, described]) => {
      const side = described.operationId.split('.')[0] ?? '';
      const name = `${side} ${described.operationId.slice(side.length + 1).replace(/^preview\./, '')}`;
      const content = described.requestBody?.content ?? {};
      return {
        id: described.operationId,
        preview: described.operationId.startsWith('agent.preview.'),
        name,
        side,
        method: method.toUpperCase(),
        path,
        changes: described.parameters.some((parameter) => parameter.name === 'Idempotency-Key'),
        schema: content['application/json']?.schema,
        takesFile: '*/*' in content,
      };
    }),
);
type Served = (typeof operations)[number];

/** Records, in contrast to names of the configuration and of the host. */
const recordIds = ['ticket', 'number', 'action', 'document', 'timer', 'mail', 'question', 'textBlock'];

const valueFor = (name: string, operation: Served, ids: Readonly<Record<string, string>>) =>
  name === 'mail' && operation.name === 'agent tickets.rawMail' ? ids.source : ids[name];

const addressOf = (operation: Served, ids: Readonly<Record<string, string>>) => {
  const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(valueFor(name, operation, ids) ?? ''),
  );
  return operation.takesFile ? `${path}?name=b.txt` : path;
};

const requestOf = (operation: Served, world: World, ids: Readonly<Record<string, string>>, as: string) => ({
  as,
  ...(operation.schema === undefined
    ? operation.takesFile
      ? { body: 'content', headers: { 'content-type': 'text/plain' } }
      : {}
    : { body: sampleBodies({ ...world, ids })[operation.name] }),
});

const unknown = (ids: Readonly<Record<string, string>>, names: readonly string[] = recordIds) => ({
  ...ids,
  ...Object.fromEntries(names.map((name) => [name, `${name}-that-never-was`])),
  ...(names.includes('mail') ? { source: 'mail-that-never-was' } : {}),
});

test('every body that is read has a sample, and its schema names no field that the desk does not take', async () => {
  const world = await openWorld();
  for (const operation of operations.filter(({ schema, preview }) => schema !== undefined && !preview)) {
    const sample = sampleBodies(world)[operation.name];
    expect(sample, operation.name).toBeDefined();
    for (const field of Object.keys(operation.schema?.properties ?? {})) {
      const body = { ...sample, [field]: Symbol.for(field).description };
      const { json } = await world.send(operation.method, addressOf(operation, world.ids), {
        as: operation.side === 'agent' ? 'ada' : 'bob',
        body: { ...body, surprise: true },
      });
      const foreign = (json?.issues ?? []).filter(({ code }: { code: string }) => code === 'unknown_field');
      const paths = foreign.map(({ path }: { path: string[] }) => path[0]);
      expect(
        paths.filter((one: string) => one !== 'surprise'),
        `${operation.name} ${field}`,
      ).toEqual([]);
    }
  }
});

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
  test('who is not signed in, who is of the other side, and whom another site sends, is turned away', async () => {
    const world = await openWorld();
    const address = addressOf(operation, world.ids);
    const request = requestOf(operation, world, world.ids, operation.side === 'agent' ? 'ada' : 'bob');
    const nobody = await world.send(operation.method, address, { ...request, as: 'nobody' });
    expect([nobody.status, nobody.json.code, nobody.headers.has('www-authenticate')]).toEqual([
      401,
      'unauthenticated',
      true,
    ]);
    const other = await world.send(operation.method, address, {
      ...request,
      as: operation.side === 'agent' ? 'bob' : 'ada',
    });
    expect([other.status, other.json.code]).toEqual([403, 'forbidden']);
    if (operation.method !== 'GET') {
      const headers = { ...('headers' in request ? request.headers : {}), origin: 'https://evil.example' };
      const forged = await world.send(operation.method, address, { ...request, headers });
      expect([forged.status, forged.json.code]).toEqual([403, 'foreign_origin']);
    }
    const odd = await world.send(operation.method, `${address}${address.includes('?') ? '&' : '?'}odd=1`, request);
    expect([odd.status, odd.json.issues[0].path, odd.json.issues[0].code]).toEqual([422, ['odd'], 'unknown_field']);
  });

  test('whoever may is answered, and nothing breaks', async () => {
    const world = await openWorld();
    const as = operation.side === 'agent' ? 'ada' : 'bob';
    const { status, headers } = await world.send(
      operation.method,
      addressOf(operation, world.ids),
      requestOf(operation, world, world.ids, as),
    );
    expect(status).toBeLessThan(500);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toContain('private');
  });

  test('an unknown field is refused with its path, and nothing is written', async () => {
    if (operation.takesFile || operation.method === 'GET') return;
    const world = await openWorld();
    const before = await world.desk.changes({ limit: 1000 });
    const as = operation.side === 'agent' ? 'ada' : 'bob';
    const request = requestOf(operation, world, world.ids, as);
    const { status, json } = await world.send(operation.method, addressOf(operation, world.ids), {
      as,
      body: { ...('body' in request ? (request.body as object) : {}), surprise: 1 },
    });
    const { code, issues } = operation.preview && status === 200 ? json.refusal : json;
    expect([operation.preview ? 422 : status, code]).toEqual([422, 'invalid_input']);
    const [issue] = issues.filter((one: { path: string[] }) => one.path.at(-1) === 'surprise');
    expect(issue).toMatchObject({ path: ['surprise'], code: 'unknown_field' });
    expect(await world.desk.changes({ limit: 1000 })).toEqual(before);
  });

  const named = [...operation.path.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name ?? '')
    .filter((n) => recordIds.includes(n));
  for (const name of named) {
    test(`what is foreign at ${name} cannot be told from what never was`, async () => {
      const world = await openWorld();
      const strangers = operation.side === 'agent' ? ['eve', 'elsewhere'] : ['mallory'];
      for (const as of strangers) {
        const foreign = await world.send(
          operation.method,
          addressOf(operation, world.ids),
          requestOf(operation, world, world.ids, as),
        );
        const ids = unknown(world.ids, [name]);
        const never = await world.send(
          operation.method,
          addressOf(operation, ids),
          requestOf(operation, world, ids, as),
        );
        expect([foreign.status, foreign.text]).toEqual([never.status, never.text]);
        const { code } = foreign.status === 200 ? foreign.json.refusal : foreign.json;
        expect(code).toBe('not_found');
        expect(foreign.status).toBe(operation.preview ? 200 : 404);
      }
    });
  }
});
