import type { Actor } from './actor.ts';
import type { Instant } from './instant.ts';
import type { Requester } from './requester.ts';

/** What a step means to the engine: tickets in a `closed` one are locked. */
export type StepCategory = 'new' | 'open' | 'pending' | 'closed';
/** How a ticket came to be. */
export type Origin = 'manual' | 'email' | 'person' | 'portal';
export type FieldValue = string | number | boolean | readonly string[] | null;

/** The state of a ticket: what reads use, and what folding its events gives. */
export interface TicketRow {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  readonly origin: Origin;
  readonly workflow: string;
  readonly workflowVersion: number;
  readonly step: string;
  readonly category: StepCategory;
  readonly subject: string;
  readonly description: string;
  readonly requester: Requester;
  /** A project of the host; null: none. */
  readonly project: string | null;
  /** The one user in charge; never null. */
  readonly responsible: string;
  /** Groups, teams and access lists of the host, sorted; for conditions of grants and filters. */
  readonly audience: readonly string[];
  readonly creator: Actor;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** The number of events so far. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Set by the first transition, never cleared. */
  readonly startedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly closedBy: Actor | null;
  readonly reopenedAt: Instant | null;
  readonly reopenedBy: Actor | null;
  /** The last moment at which something changed that a requester may see. */
  readonly lastExternalAt: Instant;
  /** Hundredths of an hour. */
  readonly internalTime: number;
  /** Hundredths of an hour. */
  readonly externalTime: number;
  /** Mails at the ticket: attached ones and sent ones. */
  readonly mailCount: number;
  readonly draftCount: number;
  readonly documentCount: number;
}
