import assert from 'node:assert/strict';
import { type ContractCase, contractCase } from './contract-case.ts';
import { at, questionRow } from './sample-rows.ts';
import { committed, conflict, givenTicket, readTicket, tenant } from './store-steps.ts';

const one = questionRow('q1', 't1');

export const questionCases: readonly ContractCase[] = [
  contractCase('question-answered-once', 'of several answers to a question exactly one is written', async (store) => {
    await givenTicket(store, 't1', { questions: [one] });
    const after = { ...one, state: 'answered', version: 2 } as const;
    const answer = () => store.commit({ tenant, changes: [{ root: 'question', before: one, after }] });
    const outcomes = await Promise.all(Array.from({ length: 5 }, answer));
    assert.equal(outcomes.filter(({ outcome }) => outcome === 'committed').length, 1);
    assert.deepEqual(await answer(), conflict);
    assert.deepEqual((await readTicket(store, 't1'))?.details.questions, [after]);
  }),

  contractCase('questions-of-asker', 'open questions are listed for who was asked, newest first', async (store) => {
    const questions = [
      one,
      questionRow('q2', 't1', { askedAt: at(1) }),
      questionRow('q3', 't1', { askedAt: at(0), expiresAt: at(5) }),
      questionRow('q4', 't1', { state: 'answered' }),
      questionRow('q5', 't1', { state: 'superseded' }),
      questionRow('q6', 't1', { asker: 'grace' }),
    ];
    await givenTicket(store, 't1', { questions });
    const list = async (openAt: string, more: { readonly after?: string; readonly asker?: string } = {}, limit = 9) => {
      const { after, asker = 'ada' } = more;
      const query = { asker, openAt };
      const found = await store.page('questions', { tenant, query, limit, ...(after === undefined ? {} : { after }) });
      assert.ok(found.every(({ ticket }) => ticket.id === 't1'));
      return found.map(({ question }) => question.id);
    };
    assert.deepEqual(await list(at(4)), ['q2', 'q1', 'q3']);
    assert.deepEqual(await list(at(5)), ['q2', 'q1'], 'it expires at that moment');
    assert.deepEqual(await list(at(4), {}, 1), ['q2']);
    assert.deepEqual(await list(at(4), { after: 'q2' }), ['q1', 'q3']);
    assert.deepEqual(await list(at(4), { asker: 'grace' }), ['q6']);
    assert.deepEqual(await list(at(4), { asker: 'nobody' }), []);
  }),

  contractCase('question-of-stale-ticket', 'a question of a refused hand-over is not asked', async (store) => {
    const row = await givenTicket(store, 't1');
    const stale = { root: 'ticket', before: { ...row, version: 9 }, after: row, add: { questions: [one] } } as const;
    assert.deepEqual(await store.commit({ tenant, changes: [stale] }), conflict);
    assert.deepEqual((await readTicket(store, 't1'))?.details.questions, []);
    const good = { ...stale, before: row, after: { ...row, version: 2 } };
    assert.deepEqual(await store.commit({ tenant, changes: [good] }), committed);
    const again = { ...good, before: good.after, after: { ...row, version: 3 } };
    assert.deepEqual(await store.commit({ tenant, changes: [again] }), { outcome: 'taken', key: 'id' });
  }),
];
