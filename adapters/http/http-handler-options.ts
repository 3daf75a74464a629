import type { Clock } from '../../src/index.ts';
import type { Identity, ServedDesk } from './identity.ts';

/** How large bodies may be, in bytes. */
export interface HttpLimits {
  /** Default: 5 MiB. */
  readonly json?: number;
  /** A file, or a form with files. Default: 25 MiB; what the area allows is asked beside it. */
  readonly upload?: number;
}

/** A request that is about to be carried out. */
export interface HttpCall {
  readonly request: Request;
  readonly identity: Identity;
  /** Such as `agent tickets.create`, `agent preview.tickets.create` or `portal reply`. */
  readonly operation: string;
}

/** What the handler is made of. Only `desk` and `authenticate` are needed. */
export interface HttpHandlerOptions {
  readonly desk: ServedDesk;
  /** Says who sent a request, by your own session; null: nobody who is signed in. */
  readonly authenticate: (request: Request) => Identity | null | Promise<Identity | null>;
  /** Where your application mounts it: all paths begin with it. Default: `/ticketwerk`. */
  readonly basePath?: string;
  /**
   * Origins of pages that may change something, such as `https://crm.example.com`. Needed where a proxy changes the name of the host.
   * Default: the host that the request was sent to.
   */
  readonly origins?: readonly string[];
  readonly limits?: HttpLimits;
  /** Says how many seconds a call has to wait; null: it may go on. Default: nobody waits. */
  readonly rateLimit?: (call: HttpCall) => number | null | Promise<number | null>;
  /** For the header `WWW-Authenticate` of 401. Default: `Bearer realm="ticketwerk"`. */
  readonly challenge?: string;
  readonly events?: {
    /** Seconds between two looks at the store. Default: 2. */
    readonly poll?: number;
    /** Seconds until a stream ends and who listens has to be authenticated anew. Default: 900. */
    readonly lifetime?: number;
  };
  /** Hears of what nobody expected; the answer says nothing of it. Default: nobody does. */
  readonly onError?: (error: unknown, request: Request) => void;
  /** Waits between two looks. Default: the machine's clock. */
  readonly clock?: Clock;
}
