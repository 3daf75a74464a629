import { createMimeParser } from '../../adapters/mime/index.ts';
import type { Area } from '../../src/area/area.ts';
import type { DeskOptions } from '../../src/desk.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { createTestMailSource } from '../kit/test-mail-source.ts';
import { helpdesk } from './helpdesk.ts';

/** The same people in every tenant, with addresses there. */
const directory: Directory = {
  users: (ids, { tenant }) => ids.map((id) => ({ id, name: `${id} of ${tenant}`, email: `${id}@${tenant}.example` })),
  persons: (ids, { tenant }) =>
    ids.map((id) => ({
      id,
      name: `${id} of ${tenant}`,
      email: `${id}@client.${tenant}.example`,
      contacts: ['client'],
    })),
  contacts: (ids, { tenant }) => ids.map((id) => ({ id, name: `${id} of ${tenant}` })),
  projects: (ids, { tenant }) => ids.map((id) => ({ id, name: `${id} of ${tenant}` })),
};

/**
 * Two tenants on one desk whose agents may do everything in both, but for Rita, who reads; each has a mailbox, and both know
 * people by the same ids.
 */
export const openTwoTenants = async <const A extends readonly Area[] = readonly [typeof helpdesk]>(
  store: Store,
  more: Pick<Partial<DeskOptions<A>>, 'areas' | 'ids' | 'mailer'> = {},
) => {
  const { areas = [helpdesk] as unknown as A, ...options } = more;
  const mailboxes = { acme: createTestMailSource('acme-mail'), globex: createTestMailSource('globex-mail') };
  const kit = await createTestDesk({
    areas,
    roles: {},
    parser: createMimeParser(),
    store,
    options: {
      ...options,
      directory,
      authorizer: rolePolicy({
        roles: { lead: { '*': ['*'] }, reader: { '*': ['ticket.read'] } },
        rolesOf: (user) => [user === 'rita' ? 'reader' : 'lead'],
        desk: { lead: ['outbox.manage', 'text_blocks.manage'] },
        mailboxes: { lead: ['*'] },
      }),
      mailboxes: {
        'acme-mail': { source: mailboxes.acme, area: 'helpdesk', tenant: 'acme' },
        'globex-mail': { source: mailboxes.globex, tenant: 'globex' },
      },
    },
  });
  const sideOf = (tenant: 'acme' | 'globex') => {
    const desk = kit.desk.forTenant(tenant);
    return {
      tenant,
      desk,
      mailbox: mailboxes[tenant],
      ada: desk.as({ user: 'ada' }),
      bob: desk.asRequester({ contact: 'client', person: 'bob' }),
    };
  };
  return { ...kit, acme: sideOf('acme'), globex: sideOf('globex') };
};

export type Side = Awaited<ReturnType<typeof openTwoTenants>>['acme'];
