import type { CallContext } from './call-context.ts';

/** An agent of the host. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** Default: true. Inactive users cannot become responsible and get no mail. */
  readonly active?: boolean;
  /** Language of the mails he gets. Default: the area's. */
  readonly language?: 'en' | 'de';
}

/** A human the host knows, at one or several contacts. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly contacts: readonly string[];
}

/** A customer or company the host knows. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

/** A project of the host. */
export interface Project {
  readonly id: string;
  readonly name: string;
}

/**
 * The host's people and projects. Without a directory every user id is taken as it comes, nobody has an address and nothing is matched.
 *
 * Implementations MUST leave out ids they do not know instead of throwing, and MUST read through `context.handle` when
 * there is one, so that a record inserted in the host's open transaction is found.
 */
export interface Directory {
  users(ids: readonly string[], context: CallContext): Promise<readonly User[]> | readonly User[];
  persons?(ids: readonly string[], context: CallContext): Promise<readonly Person[]> | readonly Person[];
  contacts?(ids: readonly string[], context: CallContext): Promise<readonly Contact[]> | readonly Contact[];
  projects?(ids: readonly string[], context: CallContext): Promise<readonly Project[]> | readonly Project[];
  /** Everybody with exactly this address, compared without case. */
  byEmail?(
    address: string,
    context: CallContext,
  ): Promise<{ readonly persons: readonly Person[]; readonly contacts: readonly Contact[] }>;
}
