import { createActivityStore, createMemoryBlobStore, createMemoryStore } from '../../adapters/memory/index.ts';
import type { Area } from '../../src/area/area.ts';
import { createDesk, type Desk, type DeskOptions } from '../../src/desk.ts';
import type { Agent } from '../../src/engine/agent.ts';
import type { RefusedCall } from '../../src/engine/desk-events.ts';
import type { Portal } from '../../src/engine/portal.ts';
import type { Activities } from '../../src/ports/activities.ts';
import type { Authorizer } from '../../src/ports/authorizer.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import type { MailParser } from '../../src/ports/mail-parser.ts';
import type { OutgoingMail } from '../../src/ports/mailer.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import type { Store } from '../../src/ports/store.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { createTestIds } from './test-ids.ts';
import { createTestMailSource, type TestMailSource } from './test-mail-source.ts';
import { createTestMailer, type TestMailer } from './test-mailer.ts';
import { createTestPeople, type TestPeople } from './test-people.ts';

/** What a test desk is made of. */
export interface TestDeskOptions<A extends readonly Area[]> {
  /** Areas without a portal get one: notices go to the user `dispatch`, who is also responsible. */
  readonly areas: A;
  /** Role → area (`*`: every area) → permission words. */
  readonly roles: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Area (`*`: every area) → words of the desk itself, such as those of transitions that timers take. Default: `ticket.read` everywhere. */
  readonly system?: Readonly<Record<string, readonly string[]>>;
  /** Role → words for the desk as a whole. Default: none. */
  readonly desk?: Readonly<Record<string, readonly string[]>>;
  /** Default: a memory store. */
  readonly store?: Store;
  /** Default: a memory of its own, which takes part in transactions of a memory store. */
  readonly activities?: Activities;
  /** Default: a memory blob store. */
  readonly blobs?: BlobStore;
  /** Default: none; pass one to make tickets from mails. */
  readonly parser?: MailParser;
  /** Give areas without a portal one. Default: true. */
  readonly portals?: boolean;
  /** Further options of the desk. Default: `{ undoSeconds: 0 }`, so that a mail that was sent leaves with the next pass. */
  readonly options?: Partial<DeskOptions<A>>;
}

/** A desk with everything around it in the test's hand. */
export interface TestDesk<A> {
  readonly desk: Desk<A>;
  /** Adds an agent with this role and acts as him; his id is his name in lower case. */
  agent(name: string, role: string): Agent<A>;
  /** Acts as a requester of the portal; his person id is his name in lower case. */
  requester(name: string, of: { readonly contact: string }): Portal<A>;
  readonly people: TestPeople;
  readonly clock: TestClock;
  readonly mailer: TestMailer;
  /** Mails that arrived, in order: `deliver()` brings them. */
  readonly mails: readonly OutgoingMail[];
  /** The mailbox `support`, which every role may use. */
  readonly mailbox: TestMailSource;
  /** Every refusal so far. */
  readonly refusals: readonly RefusedCall[];
  readonly store: Store;
  /** Appointments, tasks, calls and notes of the test. */
  readonly activities: Activities;
  readonly blobs: BlobStore;
}

/**
 * A desk on the memory store with its own clock, ids, people, mailbox and mailer.
 *
 * @example
 * ```ts
 * import { defaultArea } from 'ticketwerk';
 * import { createTestDesk } from 'ticketwerk/testing';
 *
 * const { agent } = await createTestDesk({ areas: [defaultArea()], roles: { agent: { '*': ['*'] } } });
 * const ada = agent('Ada', 'agent');
 * const { ticket } = await ada.tickets.create({
 *   subject: 'Printer',
 *   description: 'No paper',
 *   requester: { name: 'Bob', email: 'bob@example.com' },
 * });
 * ```
 */
export const createTestDesk = async <const A extends readonly Area[]>(
  options: TestDeskOptions<A>,
): Promise<TestDesk<A[number]>> => {
  const rolesOfUsers = new Map<string, readonly string[]>();
  const people = createTestPeople();
  const clock = createTestClock();
  const mailer = createTestMailer();
  const mailbox = createTestMailSource('support');
  const store = options.store ?? createMemoryStore();
  const activities = options.activities ?? createActivityStore(store);
  const blobs = options.blobs ?? createMemoryBlobStore();
  await store.migrate();
  const refusals: RefusedCall[] = [];
  people.addUser({ id: 'dispatch', name: 'Dispatch', email: 'dispatch@desk.example' });
  const desk = createDesk({
    areas: options.portals === false ? options.areas : options.areas.map(withPortal),
    store,
    blobs,
    authorizer: withOtherRoles(
      rolePolicy({
        roles: options.roles,
        rolesOf: (user) => rolesOfUsers.get(user) ?? [],
        ...(options.system === undefined ? {} : { system: options.system }),
        desk: options.desk ?? {},
        mailboxes: Object.fromEntries(Object.keys(options.roles).map((role) => [role, ['support']])),
      }),
    ),
    directory: people,
    activities,
    mailer,
    mailboxes: { support: { source: mailbox } },
    links: (ticket, side) => `https://crm.example/${side}/tickets/${ticket}`,
    clock,
    ids: createTestIds(),
    undoSeconds: 0,
    ...(options.parser === undefined ? {} : { parser: options.parser }),
    ...options.options,
  }) as unknown as Desk<A[number]>;
  desk.on('refused', (refused) => refusals.push(refused));
  return {
    desk,
    people,
    clock,
    mailer,
    mails: mailer.sent,
    mailbox,
    refusals,
    store,
    activities,
    blobs,
    agent: (name, role) => {
      const id = name.toLowerCase();
      rolesOfUsers.set(id, [role]);
      people.addUser({ id, name, email: `${id}@desk.example` });
      return desk.as({ user: id });
    },
    requester: (name, { contact }) => desk.asRequester({ contact, person: name.toLowerCase() }),
  };
};

/** A test names the roles it needs: that they cannot do everything is no mistake of its configuration. */
const withOtherRoles = ({ words, ...policy }: Authorizer): Authorizer => ({
  ...policy,
  words: { ...words, '*': [...(words?.['*'] ?? []), '*'] },
});

const withPortal = (area: Area): Area => ({
  ...area,
  settings: { portal: { notify: ['dispatch'], defaultResponsible: 'dispatch' }, ...area.settings },
});
