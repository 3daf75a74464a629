import { z } from 'zod';
import { type TicketCost, ticketCost } from '../../actions/ticket-cost.ts';
import { timeShares } from '../../actions/time-shares.ts';
import type { HourlyRate, RateRequest } from '../../ports/rates.ts';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Call } from '../call.ts';
import { findTicket } from './find-ticket.ts';

const hourlyRate = z.object({ currency: z.string().min(1), perHour: z.int().nonnegative() }).nullable();

/** What the work on a ticket costs, at the rates of those who did it, at the moments its actions are dated to. */
export const cost = async (id: string, call: Call): Promise<Decided<TicketCost>> => {
  const found = await findTicket({ id }, ['actions', 'events'], call);
  if (!found.ok) return found;
  const { row, details } = found.value;
  const worked = details.actions.flatMap((action) =>
    timeShares(action, details.events).map((share) => ({
      ...share,
      visibility: action.visibility,
      request: share.user === null ? null : { user: share.user, at: action.occurredAt, area: row.area },
    })),
  );
  const rates = await ratesOf(
    worked.map(({ request }) => request),
    call,
  );
  return rates.ok ? accept(deepFreeze(ticketCost(worked, rates.value))) : rates;
};

/** Only users have rates; everybody is asked about at once, each moment of a user once. */
const ratesOf = async (
  requests: readonly (RateRequest | null)[],
  { engine, context }: Call,
): Promise<Decided<readonly (HourlyRate | null)[]>> => {
  const distinct = new Map(requests.flatMap((one) => (one === null ? [] : [[keyOf(one), one]])));
  const asked = [...distinct.values()];
  const answers = asked.length === 0 ? [] : ((await engine.rates?.rates(asked, context)) ?? asked.map(() => null));
  const checked = z.array(hourlyRate).length(asked.length).safeParse(answers);
  if (!checked.success) {
    return refuse(
      'config_invalid',
      'The rates must be one for each request: whole minor units with their currency, or null.',
    );
  }
  const byKey = new Map([...distinct.keys()].map((key, index) => [key, checked.data[index] ?? null]));
  return accept(requests.map((one) => (one === null ? null : (byKey.get(keyOf(one)) ?? null))));
};

const keyOf = ({ user, at }: RateRequest): string => `${at} ${user}`;
