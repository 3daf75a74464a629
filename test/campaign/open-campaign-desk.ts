import { createDesk, type Mailer, rolePolicy, type TransactionalStore } from 'ticketwerk';
import { areas } from './areas.ts';

/** Takes every mail at once and forgets it. */
const mailer: Mailer = {
  from: { name: 'Help-Desk', address: 'support@desk.example' },
  send: async () => ({ outcome: 'sent', response: '250 OK' }),
};

/** The desk that writes, and that repeats what was cut off. */
export const openCampaignDesk = (store: TransactionalStore<object>) =>
  createDesk({
    areas,
    store,
    undoSeconds: 0,
    authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
    mailer,
  });

type CampaignDesk = ReturnType<typeof openCampaignDesk>;
export type CampaignAgent = ReturnType<ReturnType<CampaignDesk['forTenant']>['as']>;
/** The commands alone, inside or outside a host's transaction. */
export type CampaignSurface = Pick<CampaignAgent, 'tickets' | 'actions' | 'outbox'>;
