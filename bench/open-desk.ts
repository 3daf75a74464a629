import { createDesk, rolePolicy, type Store } from 'ticketwerk';
import { helpdesk } from './area.ts';

/** A desk with one agent who may do everything, and with nobody to ask or to write to: what is left is engine and store. */
export const openDesk = (store: Store) => {
  const desk = createDesk({
    areas: [helpdesk],
    store,
    authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
  });
  return desk.as({ user: 'ada' });
};

export type BenchAgent = ReturnType<typeof openDesk>;
