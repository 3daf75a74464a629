import { describe, expect, test } from 'vitest';
import { commands, openScene, queries } from './host-commands.ts';
import { sqlHosts, type Wire } from './host-worlds.ts';

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

describe.each(sqlHosts)('on $name', ({ name, open }) => {
  test('a command costs a load and a commit, a creation its number on top', async () => {
    const { texts, wire } = listening();
    for (const { name: command, statements, run } of [...commands, ...queries]) {
      const scene = await openScene((await open({ own: wire })).store);
      texts.length = 0;
      await run(scene.ada, scene);
      expect([command, texts.length]).toEqual([command, statements]);
      for (const text of texts) expect(text).not.toMatch(/^\s*(begin|commit|rollback|start|end|savepoint|release)\b/i);
    }
  });

  test('on the handle of the host nothing is ever begun, committed or rolled back but savepoints of ours', async () => {
    const { texts, wire } = listening();
    for (const { name: command, statements, run } of [...commands, ...queries]) {
      const { store, begin } = await open({ hosted: wire });
      const scene = await openScene(store);
      const tx = await begin();
      texts.length = 0;
      const unit = scene.ada.in(tx.handle);
      await run(unit, scene);
      const sent = texts.filter((text) => !ours.test(text));
      for (const text of sent) expect(text).toMatch(/^\s*(with|select|insert)\b/i);
      // On his handle a creation looks first whether there is a transaction. What is left to do after the commit is done on
      // the desk's own connection, and so is the number where that is another one.
      const more = command === 'tickets.create' ? 1 : command === 'tickets.create from a mail' ? -1 : 0;
      const beside = name === 'PostgreSQL' && /^tickets\.create\b/.test(command) ? 1 : 0;
      const expected = statements + more - beside;
      expect([command, sent.length, texts.length]).toEqual([command, expected, 3 * expected]);
      for (let index = 0; index < texts.length; index += 3) {
        expect([texts[index], texts[index + 2]]).toEqual(['savepoint ticketwerk', 'release savepoint ticketwerk']);
      }
      texts.length = 0;
      await tx.commit();
      await unit.committed();
      expect(texts).toEqual([]);
    }
  });

  test('a refusal sends nothing else on the handle either', async () => {
    const { texts, wire } = listening();
    const { store, begin } = await open({ hosted: wire });
    const scene = await openScene(store);
    const tx = await begin();
    const unit = scene.ada.in(tx.handle);
    const options = { idempotencyKey: 'k' };
    await Promise.all([1, 2, 3].map(() => unit.tickets.transition(scene.fresh, 'start', {}, options)));
    await unit.tickets.get('nobody').catch(() => {});
    for (const text of texts.filter((one) => !ours.test(one))) expect(text).toMatch(/^\s*(with|select|insert)\b/i);
    await tx.commit();
  });
});
