import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import { type Ada, commands, longWork, openScene, queries } from './host-commands.ts';
import { sqlHosts, type Wire } from './host-worlds.ts';
import { keptScene } from './kept-scene.ts';

/** Keeps every statement that goes through. */
const listening = () => {
  const texts: string[] = [];
  const wire: Wire = (text, send) => {
    texts.push(text);
    return send();
  };
  return { texts, wire };
};

const ours = /^(release |rollback to )?savepoint ticketwerk$/;
/** Commands change what the others look for, so each has the scene as it was; queries share one. */
const scenes = [...commands.map((command) => [command]), queries];

/** Besides our savepoints, nothing but plain statements. A setting of the transaction would be one of the host's commit. */
const expectPlain = (texts: readonly string[]) => {
  for (const text of texts.filter((one) => !ours.test(one))) {
    expect(text).toMatch(/^\s*(with|select|insert)\b/i);
    expect(text).not.toMatch(/set_config|synchronous_commit/i);
  }
};

describe.each(sqlHosts)('on $name', ({ name, open }) => {
  const [own, hosted] = [listening(), listening()];
  const fresh = keptScene(open, { own: own.wire, hosted: hosted.wire });

  test('a command costs a load and a commit, a creation its number on top', async () => {
    const { texts } = own;
    for (const calls of scenes) {
      const { scene } = await fresh();
      for (const { name: call, statements, run } of calls) {
        texts.length = 0;
        await run(scene.ada, scene);
        expect([call, texts.length]).toEqual([call, statements]);
        for (const text of texts) expect(text).toMatch(/^\s*(with|select|insert)\b/i);
      }
    }
  });

  test('a screen costs as many statements whatever is on its ticket, and a page of tickets whatever it carries', async () => {
    const { texts, wire } = listening();
    const { ada, fresh, started, attached, linked, noted, documented, agent, ...scene } = await openScene(
      (await open({ own: wire })).store,
    );
    await ada.actions.add(attached, { visibility: 'external', description: 'Cable', thenInterimDraft: true });
    await ada.documents.add(attached, { name: 'plan.pdf', content: Uint8Array.of(1) });
    await ada.activities.link(attached, scene.activity);
    await ada.timers.start(attached);
    await ada.tickets.update(attached, { responsible: 'max' });
    const full = await ada.tickets.open(attached);
    const { feed, documents, activities, timers, questions, drafts } = full;
    expect([feed, documents, activities, timers, questions, drafts].map(({ length }) => length)).toEqual([
      2, 1, 1, 1, 1, 2,
    ]);
    const counted = async (call: Promise<unknown>, from = texts.length) => {
      await call;
      return texts.length - from;
    };
    for (const ticket of [fresh, started, attached, linked, noted, documented]) {
      expect(await counted(ada.tickets.get(ticket))).toBe(1);
      expect(await counted(ada.tickets.open(ticket))).toBe(1);
    }
    for (const transitions of [false, true]) {
      expect(await counted(ada.tickets.list({ transitions, limit: 1 }))).toBe(2);
      expect(await counted(ada.tickets.list({ transitions }))).toBe(2);
    }
  });

  test('on the handle of the host nothing is ever begun, committed or rolled back but savepoints of ours', async () => {
    const { texts } = hosted;
    for (const calls of scenes) {
      const { world, scene } = await fresh();
      const tx = await world.begin();
      const unit = scene.ada.in(tx.handle);
      for (const { name: call, statements, run } of calls) {
        texts.length = 0;
        await run(unit, scene);
        expectPlain(texts);
        // On his handle a creation looks first whether there is a transaction. What is left to do after the commit is done on
        // the desk's own connection, and so is the number where that is another one.
        const more = call === 'tickets.create' ? 1 : call === 'tickets.create from a mail' ? -1 : 0;
        const beside = name === 'PostgreSQL' && /^tickets\.create\b/.test(call) ? 1 : 0;
        const expected = statements + more - beside;
        expect([call, texts.length]).toEqual([call, 3 * expected]);
        for (let index = 0; index < texts.length; index += 3) {
          expect([texts[index], texts[index + 2]]).toEqual(['savepoint ticketwerk', 'release savepoint ticketwerk']);
        }
      }
      texts.length = 0;
      await tx.commit();
      await unit.committed();
      expect(texts).toEqual([]);
    }
  });

  test('a preview on the handle only reads', async () => {
    const { texts } = hosted;
    const { world, scene } = await fresh();
    texts.length = 0;
    const tx = await world.begin();
    const { preview } = scene.ada.in(tx.handle);
    texts.length = 0;
    for (const { run } of commands)
      expect(await run(preview as unknown as Ada, scene)).toMatchObject({ allowed: true });
    for (const text of texts.filter((one) => !ours.test(one))) expect(text).not.toMatch(/\b(insert|update|delete)\b/i);
    await tx.commit();
  });

  test('a refusal sends nothing else on the handle either', async () => {
    const { texts } = hosted;
    const { world, scene } = await fresh();
    texts.length = 0;
    const tx = await world.begin();
    const unit = scene.ada.in(tx.handle);
    const options = { idempotencyKey: 'k' };
    await Promise.all([1, 2, 3].map(() => unit.tickets.transition(scene.fresh, 'start', {}, options)));
    await unit.tickets.get('nobody').catch(() => {});
    expectPlain(texts);
    await tx.commit();
  });
});

test('no call of the agent surface is missing here', async () => {
  const { ada } = await openScene(createMemoryStore());
  const { preview: _preview, in: _in, ...groups } = ada;
  const calls = Object.entries(groups).flatMap(([group, methods]) =>
    Object.keys(methods).map((method) => `${group}.${method}`),
  );
  const named = [...[...commands, ...queries].map(({ name }) => name.split(' ')[0]), ...longWork];
  expect([...new Set(named)].toSorted()).toEqual(calls.toSorted());
});
