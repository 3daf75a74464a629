// Runs commands until it is killed, and says on its output which have begun and which are done.
import { isRefused } from 'ticketwerk';
import { act, type Deeds, type Ended } from './act.ts';
import type { Message } from './message.ts';
import { openCampaignDesk } from './open-campaign-desk.ts';
import { openPlace, type Place } from './place.ts';
import { createRandom } from './random.ts';

export interface Order {
  readonly place: Place;
  readonly tenant: string;
  readonly seed: number;
  /** Commands at once. */
  readonly lanes: number;
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const { place, tenant, seed, lanes } = order;
const opened = await openPlace(place, tenant);
const desk = openCampaignDesk(opened.store);
const deeds: Deeds = {
  desk,
  ada: desk.forTenant(tenant).as({ user: 'ada' }),
  opened,
  tenant,
  random: createRandom(seed),
  tickets: [],
  drafts: [],
};

let runs = 0;
const say = (message: Message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const lane = async (): Promise<never> => {
  for (;;) {
    runs += 1;
    const run = runs;
    try {
      const { deed, result }: Ended = await act(deeds, `${tenant}-${run}`, (begun) =>
        say({ kind: 'begin', run, ...begun }),
      );
      say({ kind: 'done', run, deed, result });
    } catch (error) {
      if (isRefused(error) && error.code !== 'store_failed') say({ kind: 'refused', run, code: error.code });
      else say({ kind: 'broken', run, error: String(error) });
    }
  }
};
await Promise.all(Array.from({ length: lanes }, lane));
