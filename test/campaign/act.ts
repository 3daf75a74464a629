import { type AreaId, areaIds } from './areas.ts';
import { actionInput, ticketInput } from './inputs.ts';
import type { Acknowledged, Deed, Repeatable } from './message.ts';
import type { CampaignAgent, CampaignSurface, openCampaignDesk } from './open-campaign-desk.ts';
import type { OpenPlace } from './place.ts';
import type { Random } from './random.ts';

/** What the writing process knows of its own work. */
export interface Deeds {
  readonly desk: ReturnType<typeof openCampaignDesk>;
  readonly ada: CampaignAgent;
  readonly opened: OpenPlace;
  readonly tenant: string;
  readonly random: Random;
  readonly tickets: { readonly id: string; step: string }[];
  readonly drafts: string[];
}

interface Begun {
  readonly deed: Deed;
  readonly marker?: string;
  readonly repeat?: Repeatable;
}
export interface Ended {
  readonly deed: Deed;
  readonly result: Acknowledged;
}

/** Twice as often as it stands here is as often as it is done. */
const choices = [
  ...['create', 'create', 'create', 'move', 'move', 'move', 'close', 'close', 'add action', 'add action'],
  ...['add action', 'send', 'send', 'host', 'host', 'host rolls back', 'deliver'],
] as const satisfies readonly Deed[];

/** Chooses a command and runs it to its end. */
export const act = async (deeds: Deeds, marker: string, begin: (begun: Begun) => void): Promise<Ended> => {
  const { ada, random } = deeds;
  const wanted = random.oneOf(choices as unknown as readonly [Deed, ...Deed[]]);
  const ticket = deeds.tickets[random.below(deeds.tickets.length)];
  const area = random.oneOf(areaIds);
  const keyed = random.below(2) === 0;
  switch (wanted) {
    case 'host':
    case 'host rolls back':
      begin({ deed: wanted, marker });
      return { deed: wanted, result: await inHostTransaction(deeds, area, marker, wanted === 'host') };
    case 'deliver':
      begin({ deed: wanted });
      await deeds.desk.deliver();
      return { deed: wanted, result: {} };
    case 'send': {
      const mail = deeds.drafts.pop();
      if (mail === undefined) break;
      begin({ deed: wanted });
      await ada.outbox.send(mail);
      return { deed: wanted, result: { mail } };
    }
    case 'move':
    case 'close':
      if (ticket === undefined) break;
      begin({ deed: wanted });
      return { deed: wanted, result: await move(deeds, ada, ticket, wanted === 'close') };
    case 'add action':
      if (ticket === undefined) break;
      begin({ deed: wanted, marker, ...(keyed ? { repeat: { key: marker, marker, ticket: ticket.id } } : {}) });
      return {
        deed: wanted,
        result: await addAction(ada, ticket.id, marker, keyed),
      };
    default:
  }
  begin({ deed: 'create', marker, ...(keyed ? { repeat: { key: marker, marker, area } } : {}) });
  const created = await ada.tickets.create(ticketInput(area, marker), keyed ? { idempotencyKey: marker } : {});
  const { id, number, version, step } = created.ticket;
  deeds.tickets.push({ id, step });
  return { deed: 'create', result: { ticket: id, number, version, step } };
};

const addAction = async (
  ada: CampaignSurface,
  ticket: string,
  marker: string,
  keyed: boolean,
): Promise<Acknowledged> => {
  const added = await ada.actions.add(ticket, actionInput(marker), keyed ? { idempotencyKey: marker } : {});
  return { ticket, action: added.action.id, version: added.ticket.version };
};

/** Another lane may have moved the ticket meanwhile: then this is refused, as it should be. */
const move = async (
  deeds: Deeds,
  ada: CampaignSurface,
  known: Deeds['tickets'][number],
  closing: boolean,
): Promise<Acknowledged> => {
  const way = known.step === 'doing' ? 'wait' : 'start';
  const { ticket, drafts } = await ada.tickets.transition(known.id, closing && known.step !== 'closed' ? 'close' : way);
  known.step = ticket.step;
  deeds.drafts.push(...drafts.map(({ id }) => id));
  return { ticket: ticket.id, version: ticket.version, step: ticket.step };
};

/** The host writes a row of his own beside the ticket; he keeps both or neither. */
const inHostTransaction = async (deeds: Deeds, area: AreaId, note: string, keeps: boolean): Promise<Acknowledged> => {
  let result: Acknowledged = { note };
  let committed = async () => {};
  try {
    await deeds.opened.transaction(async (handle, query) => {
      const unit = deeds.ada.in(handle);
      const { ticket } = await unit.tickets.create(ticketInput(area, note));
      const { ticket: worked } = await unit.actions.add(ticket, actionInput(note));
      const { id, number, step } = ticket;
      result = { ticket: id, number, version: worked.version, step, note };
      committed = () => unit.committed();
      await query('insert into host_notes (tenant, note, ticket) values ($1, $2, $3)', [deeds.tenant, note, id]);
      if (!keeps) throw rollingBack;
    });
  } catch (error) {
    if (error !== rollingBack) throw error;
    return {};
  }
  await committed();
  return result;
};

const rollingBack = new Error('The host thinks better of it.');
