import type { FieldValues } from '../area/field.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { Requester } from '../ticket/requester.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { Origin, StepCategory, TicketRow } from '../ticket/ticket-row.ts';
import type { OfferedTransition } from '../workflow/available-transitions.ts';
import type { Call } from './call.ts';
import { takeInHand } from './commands/ticket-in-hand.ts';
import { offeredTransitions } from './offered-transitions.ts';
import { nothingToDo, type TicketCan, ticketCan } from './ticket-can.ts';

/** A ticket as an agent sees it; `W` is the id of its workflow, `F` the types of its fields. */
export interface Ticket<W extends string = string, F = FieldValues> {
  readonly id: string;
  readonly number: string;
  /** The number of events so far; for `expectedVersion`. */
  readonly version: number;
  readonly area: string;
  readonly origin: Origin;
  readonly workflow: W;
  /** The version of the workflow that it runs through. */
  readonly workflowVersion: number;
  readonly mode: 'workflow' | 'status';
  readonly step: string;
  /** Label, category and, where the step has one, colour. */
  readonly status: { readonly label: string; readonly category: StepCategory; readonly color?: string };
  readonly subject: string;
  readonly description: string;
  readonly requester: Requester;
  /** A project of the host; null: none. */
  readonly project: string | null;
  readonly responsible: string;
  /** Ids of groups, teams and access lists of the host, sorted. */
  readonly audience: readonly string[];
  readonly creator: Actor;
  readonly fields: F;
  /** Values of fields that the area does not define any more: still readable, no longer written. */
  readonly retired: FieldValues;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly startedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly closedBy: Actor | null;
  readonly reopenedAt: Instant | null;
  readonly reopenedBy: Actor | null;
  /** Hundredths of an hour. */
  readonly timeSpent: { readonly total: number; readonly internal: number; readonly external: number };
  /** What a list marks with a tick, without carrying it. */
  readonly indicators: {
    readonly hasDescription: boolean;
    readonly hasDocuments: boolean;
    readonly hasMails: boolean;
    readonly openDrafts: number;
  };
  /** What the actor may do now, by the rules that guard the commands. */
  readonly can: TicketCan;
}

/** A ticket with the transitions that the actor is offered on it. */
export interface ShownTicket {
  readonly ticket: Ticket;
  readonly transitions: readonly OfferedTransition[];
}

export const ticketView = (row: TicketRow, call: Call): Ticket => shownTicket(row, call).ticket;

export const shownTicket = (row: TicketRow, call: Call, history: readonly TicketEvent[] = []): ShownTicket => {
  const hand = takeInHand(row, call);
  const transitions = hand.ok ? offeredTransitions(hand.value, call.actor, history) : [];
  const can = hand.ok ? ticketCan(hand.value, transitions, call) : nothingToDo;
  return { ticket: viewOf(hand.ok ? hand.value.ticket : row, hand.ok ? hand.value.area : undefined, can), transitions };
};

const viewOf = (row: TicketRow, area: ResolvedArea | undefined, can: TicketCan): Ticket => {
  const step = area?.workflows.get(row.workflow)?.steps.find((one) => one.id === row.step);
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    area: row.area,
    origin: row.origin,
    workflow: row.workflow,
    workflowVersion: row.workflowVersion,
    mode: area?.mode ?? 'workflow',
    step: row.step,
    status: {
      label: step?.name ?? row.step,
      category: row.category,
      ...(step?.color === undefined ? {} : { color: step.color }),
    },
    subject: row.subject,
    description: row.description,
    requester: row.requester,
    project: row.project,
    responsible: row.responsible,
    audience: row.audience,
    creator: row.creator,
    ...splitFields(row, area),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    startedAt: row.startedAt,
    closedAt: row.closedAt,
    closedBy: row.closedBy,
    reopenedAt: row.reopenedAt,
    reopenedBy: row.reopenedBy,
    timeSpent: { total: row.internalTime + row.externalTime, internal: row.internalTime, external: row.externalTime },
    indicators: {
      hasDescription: row.description !== '',
      hasDocuments: row.documentCount > 0,
      hasMails: row.mailCount > 0,
      openDrafts: row.draftCount,
    },
    can,
  };
};

const splitFields = ({ fields }: TicketRow, area: ResolvedArea | undefined): Pick<Ticket, 'fields' | 'retired'> => {
  const known = (id: string) => area === undefined || Object.hasOwn(area.fields, id);
  const values = Object.entries(fields);
  return {
    fields: Object.fromEntries(values.filter(([id]) => known(id))),
    retired: Object.fromEntries(values.filter(([id]) => !known(id))),
  };
};
