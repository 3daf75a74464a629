import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { toInstant } from '../../ticket/instant.ts';
import { standingOf } from '../../workflow/versions/standing.ts';
import type { Call } from '../call.ts';
import { exportedTicket } from './exported-ticket.ts';
import { findPerson } from './find-person.ts';
import type { ExportedTicket, PersonExport } from './person-export.ts';
import { exportInput } from './person-input.ts';
import { readPersonFacts } from './read-person-facts.ts';
import { requirePersonErase } from './require-person-erase.ts';

/** Collects what the desk holds of a person and he may know. */
export const exportPerson = async (rawInput: unknown, call: Call): Promise<Decided<PersonExport>> => {
  const input = parseInput(exportInput, rawInput);
  if (!input.ok) return input;
  const allowed = requirePersonErase(call);
  if (!allowed.ok) return allowed;
  const { contact } = input.value;
  const { known, tickets: ids } = await findPerson(input.value, call);
  const tickets: ExportedTicket[] = [];
  for (const id of [...ids].sort()) {
    const facts = await readPersonFacts(id, call);
    if (facts === null || (contact !== undefined && facts.row.requester.contact !== contact)) continue;
    const area = call.engine.configuration.areas.get(facts.row.area);
    const ticket = exportedTicket(facts, known, area === undefined ? area : standingOf(facts.row, area).area);
    if (ticket !== null) tickets.push(ticket);
  }
  return accept(
    deepFreeze({
      version: 1,
      exportedAt: toInstant(call.engine.clock.now()),
      person: known.person,
      addresses: known.addresses,
      tickets,
    }),
  );
};
