import type { StoredTicket } from '../../ports/store.ts';
import { type Actor, userOf } from '../../ticket/actor.ts';
import type { TicketEvent } from '../../ticket/ticket-event.ts';
import type { TicketRow } from '../../ticket/ticket-row.ts';
import type { TransitionDefinition } from '../../workflow/definition.ts';
import { machineOf } from '../../workflow/machine.ts';
import { candidateOf, responsibleRule } from '../../workflow/responsible-rule.ts';
import type { TransitionInputs } from '../../workflow/transition-inputs.ts';
import { standingOf } from '../../workflow/versions/standing.ts';
import type { Call } from '../call.ts';
import type { Candidate } from '../command.ts';
import type { Configuration } from '../configuration.ts';
import type { PeopleRequest } from '../find-people.ts';

/** Which of the transitions of a ticket's step a command may take. */
export type Ways = (ticket: TicketRow, configuration: Configuration) => readonly TransitionDefinition[];

/** Those of a ticket's step. */
export const waysFrom: Ways = (row, { areas }) => {
  const configured = areas.get(row.area);
  if (configured === undefined) return [];
  const { ticket, area } = standingOf(row, configured);
  const definition = area.workflows.get(ticket.workflow);
  return definition === undefined ? [] : machineOf(definition).transitionsOf(ticket.step);
};

/** Everybody who may become responsible, and everybody who may have to be told of it. */
const peopleOnWays = (
  ways: readonly TransitionDefinition[],
  named: string | undefined,
  ticket: TicketRow | undefined,
  actor: Actor,
  history: readonly TicketEvent[],
): PeopleRequest => {
  const candidates =
    ticket === undefined ? [] : ways.map((way) => candidateOf(way, named, ticket, actor, history)).filter(isThere);
  const users = [...(named === undefined ? [] : [named]), ...candidates];
  return users.length === 0 ? {} : { users: [...users, ticket?.responsible, userOf(actor)].filter(isThere) };
};

/** Those who may become responsible by one of the ways only if they hold its word. */
const candidatesOnWays = (
  ways: readonly TransitionDefinition[],
  named: string | undefined,
  { row, details }: StoredTicket,
  actor: Actor,
): readonly Candidate[] =>
  ways.flatMap((way) => {
    const { among } = responsibleRule(way);
    const user = among === undefined ? null : candidateOf(way, named, row, actor, details.events);
    return among === undefined || user === null ? [] : [{ user, permission: among.permission }];
  });

/** Whom to look up, and whom to ask the authorizer about, before one of the ways is taken. */
export const whoeverTakes = <Values>(
  waysOf: (values: Values) => Ways,
  inputsOf: (values: Values) => TransitionInputs,
) => ({
  people: (
    values: Values,
    ticket: TicketRow | undefined,
    actor: Actor,
    configuration: Configuration,
    history: readonly TicketEvent[],
  ) => {
    const ways = ticket === undefined ? [] : waysOf(values)(ticket, configuration);
    return peopleOnWays(ways, inputsOf(values).responsible, ticket, actor, history);
  },
  candidates: (values: Values, ticket: StoredTicket, { actor, engine }: Call) =>
    candidatesOnWays(waysOf(values)(ticket.row, engine.configuration), inputsOf(values).responsible, ticket, actor),
});

const isThere = <T>(value: T | null | undefined): value is T => value != null;
