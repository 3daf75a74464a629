import type { Emitter } from 'mitt';
import type { RetryPolicy } from '../notifications/delivery-result.ts';
import type { UserMail } from '../notifications/user-mail.ts';
import type { Activities } from '../ports/activities.ts';
import type { Authorizer } from '../ports/authorizer.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { DocumentScanner } from '../ports/document-scanner.ts';
import type { IdSource } from '../ports/id-source.ts';
import type { Links } from '../ports/links.ts';
import type { Logger } from '../ports/logger.ts';
import type { MailParser } from '../ports/mail-parser.ts';
import type { MailSource } from '../ports/mail-source.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Rates } from '../ports/rates.ts';
import type { Store } from '../ports/store.ts';
import type { Configuration } from './configuration.ts';
import type { Configurations } from './configurations.ts';
import type { Waker } from './create-waker.ts';
import type { DeskEvents } from './desk-events.ts';
import type { Turns } from './due-work.ts';
import type { NumberPool } from './number-pool.ts';
import type { DeliveryOutcome } from './write-outcome.ts';

/** A mailbox the desk reads: where its mails lie, which area they belong to, and which tenant. */
export interface MailboxOptions {
  readonly source: MailSource;
  /** Area of tickets made from its mails, where the actor may create in several. Default: none, the actor chooses. */
  readonly area?: string;
  /** The tenant it belongs to; for the others it does not exist. Default: `default`, the tenant of a desk without `forTenant`. */
  readonly tenant?: string;
}

/** Everything a command needs from outside, put together once by `createDesk`. */
export interface Engine {
  /** What code says; in a call, with the settings of its tenant laid over it. */
  readonly configuration: Configuration;
  readonly configurations: Configurations;
  readonly store: Store;
  readonly authorizer: Authorizer;
  readonly directory: Directory | null;
  readonly activities: Activities | null;
  readonly mailer: Mailer | null;
  readonly parser: MailParser | null;
  readonly mailboxes: ReadonlyMap<string, MailboxOptions>;
  readonly blobs: BlobStore | null;
  readonly scanner: DocumentScanner | null;
  /** Hours that content may lie without a document before it is swept. */
  readonly grace: number;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly links: Links | null;
  readonly rates: Rates | null;
  readonly logger: Logger | null;
  readonly retry: RetryPolicy;
  readonly userMail: UserMail;
  /** How many tickets a bulk command takes. */
  readonly bulkLimit: number;
  readonly numbers: NumberPool;
  readonly waker: Waker;
  readonly turns: Turns;
  /** Outcomes of deliveries that the store has not taken yet. */
  readonly unwritten: DeliveryOutcome[];
  readonly emitter: Emitter<DeskEvents>;
}
