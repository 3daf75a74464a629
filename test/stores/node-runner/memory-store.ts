import { test } from 'node:test';
import { createMemoryStore } from 'ticketwerk/memory';
import { contractFor } from 'ticketwerk/testing';

const open = () => {
  const store = createMemoryStore();
  const begin = async () => {
    const handle = await store.begin();
    return {
      join: () => store.within(handle),
      commit: async () => handle.commit(),
      rollback: async () => handle.rollback(),
    };
  };
  return { store, transactions: { begin } };
};
const { cases, notRequired } = contractFor(['transactions']);
for (const { title, run } of cases) test(title, () => run(open()));
for (const one of notRequired) console.log(`not required: ${one}`);
