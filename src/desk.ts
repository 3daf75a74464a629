import { z } from 'zod';
import type { Area } from './area/area.ts';
import type { Agent } from './engine/agent.ts';
import { agentOf } from './engine/agent-of.ts';
import { type BookedTimers, bookTimers } from './engine/book-timers.ts';
import { type ClearedFolders, clearFolders } from './engine/clear-folders.ts';
import { createConfigurations } from './engine/configurations.ts';
import { createEmitter } from './engine/create-emitter.ts';
import { createWaker } from './engine/create-waker.ts';
import { type Delivered, deliver } from './engine/deliver.ts';
import { type Deployed, deploy } from './engine/deployments/deploy.ts';
import type { DeployInput } from './engine/deployments/deploy-input.ts';
import type { DeskEvents } from './engine/desk-events.ts';
import type { Engine, MailboxOptions } from './engine/engine.ts';
import { type ExpiredDrafts, expireDrafts } from './engine/expire-drafts.ts';
import { idInput } from './engine/id-input.ts';
import { createNumberPool } from './engine/number-pool.ts';
import type { Portal } from './engine/portal.ts';
import { allChanges, type Changes, type ChangesQuery } from './engine/queries/changes.ts';
import { requesterOf } from './engine/requester-of.ts';
import { type RunOptions, runDesk } from './engine/run-desk.ts';
import { ownScope } from './engine/scope.ts';
import { type SweptBlobs, sweepBlobs } from './engine/sweep-blobs.ts';
import { type TakenTimedTransitions, takeTimedTransitions } from './engine/take-timed-transitions.ts';
import type { UserMail } from './notifications/user-mail.ts';
import type { Activities } from './ports/activities.ts';
import type { Authorizer } from './ports/authorizer.ts';
import type { BlobStore } from './ports/blob-store.ts';
import type { Clock } from './ports/clock.ts';
import type { Directory } from './ports/directory.ts';
import type { DocumentScanner } from './ports/document-scanner.ts';
import type { IdSource } from './ports/id-source.ts';
import type { Links } from './ports/links.ts';
import type { Logger } from './ports/logger.ts';
import type { MailParser } from './ports/mail-parser.ts';
import type { Mailer } from './ports/mailer.ts';
import { randomIds } from './ports/random-ids.ts';
import type { Rates } from './ports/rates.ts';
import type { Store } from './ports/store.ts';
import { systemClock } from './ports/system-clock.ts';
import type { HandleOf } from './ports/transactional-store.ts';
import { parseInput } from './refusal/parse-input.ts';
import { RefusedError } from './refusal/refused-error.ts';
import type { Language } from './text/language.ts';
import type { Actor } from './ticket/actor.ts';

/** What a desk is made of. Only `areas`, `store` and `authorizer` are needed. */
export interface DeskOptions<A extends readonly Area[], S extends Store = Store> {
  readonly areas: A;
  readonly store: S;
  readonly authorizer: Authorizer;
  /** Default: none; drafts and queued mails wait. */
  readonly mailer?: Mailer;
  /** Default: none; users are what the caller names, nobody has an address and nothing is matched. */
  readonly directory?: Directory;
  /** Where appointments, tasks, calls and notes are kept. Default: none; tickets have actions and mails only. */
  readonly activities?: Activities;
  /** Reads mails for `create({ from: { mail } })`. Default: none. */
  readonly parser?: MailParser;
  /** Mailboxes by name. Default: none. */
  readonly mailboxes?: Readonly<Record<string, MailboxOptions>>;
  /** Where the content of documents is kept. Default: nowhere; tickets take no documents. */
  readonly blobs?: BlobStore;
  /** Looks at every file before it becomes a document. Default: nobody does. */
  readonly scanner?: DocumentScanner;
  readonly sweep?: {
    /** Hours that content may lie without a document: an upload, and the transaction it is part of, must be done by then. Default: 24. */
    readonly grace?: number;
  };
  /** Addresses of tickets in the host. Default: none; mails carry no link. */
  readonly links?: Links;
  /** Default: the machine's clock. */
  readonly clock?: Clock;
  /** Default: time-ordered random ids. */
  readonly ids?: IdSource;
  /** What the work of users costs, for `tickets.cost`. Default: nobody's work has a rate. */
  readonly rates?: Rates;
  /** Default: nobody hears of failures that stop nothing. */
  readonly logger?: Logger;
  /** IANA zone of areas that name none. Default: `UTC`. */
  readonly timeZone?: string;
  /** Language of areas that name none. Default: `en`. */
  readonly language?: Language;
  /**
   * What becomes of a mail that lies queued in a person's outbox, because he sent a draft or a bulk command made it: `'send'`, it
   * leaves after `undoSeconds`; `'hold'`, it waits until it is released with `outbox.release`. Default: `'send'`.
   */
  readonly userMail?: UserMail['mode'];
  /** How long such a mail can be taken back with `outbox.discard` before it leaves, in seconds. Default: 30. */
  readonly undoSeconds?: number;
  /**
   * Days after which a draft that nobody sends, edits or writes anew is given up: it stays in the outbox as discarded, and is never
   * sent by itself. Null: drafts are kept for ever. Default: 90.
   */
  readonly draftDays?: number | null;
  readonly bulk?: {
    /** How many tickets may be selected for one bulk command. Default: 500. */
    readonly limit?: number;
  };
  readonly delivery?: {
    /** Tries before a delivery is given up. Default: 12. */
    readonly attempts?: number;
    /** Seconds after the first failed try; doubled with each further one. Default: 30. */
    readonly firstPause?: number;
    /** What to do with a mail of which nobody knows whether it arrived. Default: `'resend'`. */
    readonly onAmbiguous?: 'resend' | 'hold';
  };
}

/** A desk for one tenant: the surfaces of its people. */
export interface TenantDesk<A, H = never> {
  /** Acts as an agent of the host, whom the host has signed in. */
  as(actor: { readonly user: string }): Agent<A, H>;
  /** Acts as the desk itself; the reason stands in the history. */
  asSystem(reason: string): Agent<A, H>;
  /** Shows a requester his own tickets. */
  asRequester(requester: { readonly contact: string; readonly person?: string }): Portal<A, H>;
  /**
   * Everything that happened to tickets, for the host alone: of all tickets, whoever may see them. In the order of the
   * transactions that wrote it; the history of a ticket is never out of order, and nothing is left out, however many
   * processes write at the same time. An event is there as soon as no older transaction of the database server is still writing.
   */
  changes(query?: ChangesQuery): Promise<Changes>;
}

/** The running engine; `H` is what its store takes as an open transaction of the host. */
export interface Desk<A, H = never> extends TenantDesk<A, H> {
  /** The same desk for another tenant; without it the tenant is `default`. */
  forTenant(tenant: string): TenantDesk<A, H>;
  /** Hears an event of this process after its commit, or every refusal. A listener that fails harms nothing. @returns a function that ends it */
  on<K extends keyof DeskEvents>(type: K, listener: (event: DeskEvents[K]) => unknown): () => void;
  /** One pass over queued deliveries, of all tenants, who take turns. Throws when the store fails; what was not begun waits for the next pass. */
  deliver(): Promise<Delivered>;
  /** One pass over converted mails that still lie in their folders, of all tenants, who take turns. */
  clearFolders(): Promise<ClearedFolders>;
  /** One pass over running timers with a full interval of 36 seconds to keep, of all tenants. */
  bookTimers(): Promise<BookedTimers>;
  /**
   * One pass over timed transitions that are due, of all tenants, who take turns: the desk takes them as the system, by the rules for
   * everybody. What cannot be taken stays due, and is tried again after a minute, then ever more rarely, at last every hour, until the
   * ticket leaves the step.
   */
  takeTimedTransitions(): Promise<TakenTimedTransitions>;
  /** One pass over drafts that nobody has written at for `draftDays`: they are given up, of all tenants, who take turns. */
  expireDrafts(): Promise<ExpiredDrafts>;
  /** One pass over the blob store: content without a document is removed, of all tenants, once it is older than the grace period. */
  sweepBlobs(): Promise<SweptBlobs>;
  /**
   * Works until `signal` is aborted: delivers mail, clears folders, keeps what timers count, takes timed transitions at their moment,
   * gives up forgotten drafts and sweeps blobs, of all tenants. Several processes may run at once; what one
   * of them leaves behind, the others take over when its lease runs out.
   */
  run(options: RunOptions): Promise<void>;
  /** Brings the store's schema up to date. */
  migrate(): Promise<void>;
  /**
   * Checks code against what is stored, and keeps its workflows as versions. Steps that are gone while tickets stand in them, and
   * users whom portals of code name and no tenant's directory knows, are thrown at once as `config_invalid`; what is only passed
   * over, such as settings that do not go with code any more, is listed as `warnings`. Call it after `migrate`, when a new
   * version of your application starts.
   */
  deploy(input?: DeployInput): Promise<Deployed>;
  /** The same desk for areas that are known at run time only: ids are texts, and the compiler checks nothing of them. */
  readonly dynamic: DynamicDesk<H>;
}

/** The surfaces of a desk whose areas, workflows and fields are known at run time only. */
export interface DynamicDesk<H = never> extends TenantDesk<Area, H> {
  forTenant(tenant: string): TenantDesk<Area, H>;
}

const id = z.string().trim().pipe(idInput());
const userActor = z.strictObject({ user: id });
const requesterActor = z.strictObject({ contact: id, person: id.optional() });

/**
 * Puts a desk together; does no I/O. A wrong configuration is thrown as `config_invalid` with every problem.
 *
 * @example
 * ```ts
 * import { createDesk, defaultArea, rolePolicy } from 'ticketwerk';
 * import { createMemoryStore } from 'ticketwerk/memory';
 *
 * const desk = createDesk({
 *   areas: [defaultArea()],
 *   store: createMemoryStore(),
 *   authorizer: rolePolicy({ roles: { agent: { '*': ['*'] } }, rolesOf: () => ['agent'] }),
 * });
 * const ada = desk.as({ user: 'ada' });
 * const { ticket } = await ada.tickets.create({
 *   subject: 'Printer on fire',
 *   description: 'Smoke on the second floor.',
 *   requester: { name: 'Bob', email: 'bob@example.com' },
 * });
 * ```
 */
export const createDesk = <const A extends readonly Area[], S extends Store>(
  options: DeskOptions<A, S>,
): Desk<A[number], HandleOf<S>> => {
  const engine = createEngine(options);
  type Handle = HandleOf<S>;
  const tenantDesk = (tenant: string): TenantDesk<A[number], Handle> => {
    const scope = ownScope(engine, tenant);
    // The engine itself knows ids as texts only; the types of the configuration are put on here.
    const agent = (actor: Actor) => agentOf(scope, actor) as unknown as Agent<A[number], Handle>;
    return {
      as: (actor) => agent(parsed(userActor, actor)),
      asSystem: (reason) => agent({ system: parsed(id, reason) }),
      asRequester: (requester) => {
        if (typeof requester === 'object' && requester !== null && 'user' in requester) throw notARequester();
        const { contact, person } = parsed(requesterActor, requester);
        const actor = person === undefined ? { contact } : { contact, person };
        return requesterOf(scope, actor) as unknown as Portal<A[number], Handle>;
      },
      changes: async (query) => {
        const read = await allChanges(query, scope);
        if (read.ok) return read.value;
        throw new RefusedError(read.refusal);
      },
    };
  };
  const surfaces = {
    ...tenantDesk('default'),
    forTenant: (tenant: string) => Object.freeze(tenantDesk(parsed(id, tenant))),
  };
  return Object.freeze({
    ...surfaces,
    // The engine is the same; only the types know less.
    dynamic: Object.freeze(surfaces) as unknown as DynamicDesk<Handle>,
    on: <K extends keyof DeskEvents>(type: K, listener: (event: DeskEvents[K]) => unknown) => {
      engine.emitter.on(type, listener);
      return () => engine.emitter.off(type, listener);
    },
    deliver: () => deliver(engine),
    clearFolders: () => clearFolders(engine),
    sweepBlobs: () => sweepBlobs(engine),
    bookTimers: () => bookTimers(engine),
    takeTimedTransitions: () => takeTimedTransitions(engine),
    expireDrafts: () => expireDrafts(engine),
    run: (options: RunOptions) => runDesk(engine, options),
    migrate: () => engine.store.migrate(),
    deploy: (input: unknown) => deploy(engine, input),
  });
};

const createEngine = (options: DeskOptions<readonly Area[]>): Engine => {
  const configurations = createConfigurations(options.areas, {
    timeZone: options.timeZone ?? 'UTC',
    language: options.language ?? 'en',
    draftDays: options.draftDays === undefined ? 90 : options.draftDays,
    links: options.links ?? null,
    mailboxes: options.mailboxes ?? {},
    authorizer: options.authorizer,
  });
  return { ...portsOf(options), configurations, configuration: configurations.base };
};

const portsOf = (options: DeskOptions<readonly Area[]>): Omit<Engine, 'configuration' | 'configurations'> => ({
  store: options.store,
  authorizer: options.authorizer,
  directory: options.directory ?? null,
  activities: options.activities ?? null,
  mailer: options.mailer ?? null,
  parser: options.parser ?? null,
  mailboxes: new Map(Object.entries(options.mailboxes ?? {})),
  blobs: options.blobs ?? null,
  scanner: options.scanner ?? null,
  grace: options.sweep?.grace ?? 24,
  clock: options.clock ?? systemClock,
  ids: options.ids ?? randomIds,
  links: options.links ?? null,
  rates: options.rates ?? null,
  logger: options.logger ?? null,
  retry: {
    attempts: options.delivery?.attempts ?? 12,
    firstPause: options.delivery?.firstPause ?? 30,
    onAmbiguous: options.delivery?.onAmbiguous ?? 'resend',
  },
  userMail: { mode: options.userMail ?? 'send', undoSeconds: options.undoSeconds ?? 30 },
  bulkLimit: options.bulk?.limit ?? 500,
  numbers: createNumberPool(),
  waker: createWaker(),
  turns: new Map(),
  unwritten: [],
  emitter: createEmitter(),
});

const notARequester = () =>
  new RefusedError({
    code: 'forbidden',
    message: 'Agents act through `as`; the portal is for requesters.',
    issues: [],
    data: { permission: null },
  });

const parsed = <T>(schema: z.ZodType<T>, input: unknown): T => {
  const result = parseInput(schema, input);
  if (result.ok) return result.value;
  throw new RefusedError(result.refusal);
};
