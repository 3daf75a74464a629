import type { AreaId } from './areas.ts';
import { actionInput, ticketInput } from './inputs.ts';
import type { Repeatable } from './message.ts';
import { openCampaignDesk } from './open-campaign-desk.ts';
import type { OpenPlace } from './place.ts';

export interface Repeated {
  /** Had it been written before the process died, though nobody was told? */
  readonly written: boolean;
  readonly violations: readonly string[];
}

/** Sends a command again that was cut off, as its caller would: afterwards it has happened once. */
export const repeat = async (
  { store, query }: OpenPlace,
  tenant: string,
  { key, marker, area, ticket }: Repeatable,
): Promise<Repeated> => {
  const ada = openCampaignDesk(store).forTenant(tenant).as({ user: 'ada' });
  const options = { idempotencyKey: key };
  const answer =
    ticket === undefined
      ? await ada.tickets.create(ticketInput(area as AreaId, marker), options)
      : await ada.actions.add(ticket, actionInput(marker), options);
  const [table, column] = ticket === undefined ? ['tickets', 'subject'] : ['actions', 'description'];
  const rows = await query(`select id from ticketwerk.${table} where tenant = $1 and ${column} = $2`, [tenant, marker]);
  const violations = rows.length === 1 ? [] : [`${tenant}: ${key} was repeated and is there ${rows.length} times`];
  return { written: answer.replayed, violations };
};
