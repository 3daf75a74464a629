import type { z } from 'zod';
import type { Loaded, LoadRequest, StoredTicket } from '../ports/store.ts';
import type { Decided } from '../refusal/refusal.ts';
import type { People } from '../ticket/people.ts';
import type { Warning } from '../ticket/warning.ts';
import type { HoldsWord } from '../workflow/transition-inputs.ts';
import type { Call } from './call.ts';
import type { PeopleRequest } from './find-people.ts';
import type { Plan } from './plan.ts';

/** Somebody who may become responsible, and the word he must hold. */
export interface Candidate {
  readonly user: string;
  readonly permission: string;
}

/** Facts a decision may look at. */
export interface CommandFacts<Gathered> {
  readonly call: Call;
  readonly now: Date;
  /** An id for the one new thing the command makes. */
  readonly freshId: string;
  readonly loaded: Loaded;
  readonly people: People;
  /** Of the users the command asked about: those who may read the ticket. */
  readonly readers: ReadonlySet<string>;
  /** Of the candidates whom the command asked about: does one hold a word in the ticket's area? */
  readonly holds: HoldsWord;
  readonly gathered: Gathered;
  readonly expectedVersion: number | undefined;
}

/** A command: what it takes, what it needs to know, and how it decides. Everything else is the same for all of them. */
export interface Command<Input, Gathered = null> {
  /** As refusals and idempotency keys name it, such as `tickets.transition`. */
  readonly name: string;
  readonly schema: z.ZodType<Input>;
  /** Decide anew when the ticket changed meanwhile: only for commands that append. */
  readonly repeats: boolean;
  /** What is not found where the ticket is not. Default: `ticket`. */
  readonly what?: string;
  /** Reads what lies outside the store, after the actor was found to be allowed to. */
  readonly gather: (input: Input, call: Call) => Promise<Decided<Gathered>>;
  readonly load: (input: Input, gathered: Gathered, call: Call) => Omit<LoadRequest, 'tenant' | 'once'>;
  /** The ticket that must be visible; null: the command names none. */
  readonly ticket: (input: Input, loaded: Loaded) => StoredTicket | null | undefined;
  /** Asks ports about what is named beside a ticket, once that was found visible: what they say takes the place of what was gathered. */
  readonly consult?: (input: Input, loaded: Loaded, call: Call) => Promise<Decided<Gathered>>;
  readonly people: (input: Input, loaded: Loaded, call: Call, gathered: Gathered) => PeopleRequest;
  /** Users who get another mail when they may not read the ticket. Default: none. */
  readonly readers?: (input: Input, loaded: Loaded) => readonly string[];
  /** Users who must hold a word of the ticket's area to be made responsible. Default: none. */
  readonly candidates?: (input: Input, loaded: Loaded, call: Call) => readonly Candidate[];
  readonly decide: (input: Input, facts: CommandFacts<Gathered>) => Decided<Plan>;
  /** Runs after the commit; MUST NOT throw. What it warns of is added to the answer. */
  readonly afterCommit?: (plan: Plan, call: Call) => Promise<readonly Warning[]>;
}
