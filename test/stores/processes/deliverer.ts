// Delivers until it is told to stop or killed; says what it begins and when it rests.
import pg from 'pg';
import { type Clock, createDesk, defaultArea, rolePolicy } from 'ticketwerk';
import { createPostgresStore } from 'ticketwerk/postgres';
import type { Heard, Order, Told } from './start-deliverer.ts';

const order = JSON.parse(process.argv[2] ?? '') as Order;
const say = (heard: Heard) => process.send?.(heard);

let now = new Date(order.now).getTime();
let wake = () => {};
const clock: Clock = {
  now: () => new Date(now),
  // Looks again soon, or as soon as the clock was moved; a standing clock never rests for long.
  sleep: (_, stop) =>
    new Promise((resolve) => {
      wake = resolve;
      stop?.addEventListener('abort', () => resolve());
      setTimeout(resolve, 5);
      say({ kind: 'rested', now });
    }),
};

const go = Promise.withResolvers<void>();
const stop = new AbortController();
process.on('message', (told: Told) => {
  if (told.kind === 'go') go.resolve();
  if (told.kind === 'stop') stop.abort();
  if (told.kind === 'advance') {
    now += told.minutes * 60_000;
    wake();
  }
});

const pool = new pg.Pool({ connectionString: order.url, max: 4 });
let begun = 0;
const desk = createDesk({
  areas: [defaultArea()],
  store: createPostgresStore({ pool, schema: order.schema }),
  authorizer: rolePolicy({ roles: {}, rolesOf: () => [] }),
  clock,
  mailer: {
    from: { name: 'Help-Desk', address: 'support@desk.example' },
    // What it writes here is what a mail server would have got.
    send: async ({ messageId, envelope }) => {
      await pool.query(`insert into ${order.schema}.arrived values ($1, $2, $3)`, [order.name, messageId, envelope.to]);
      begun += 1;
      say({ kind: 'begun', to: envelope.to });
      if (begun === 1) await go.promise;
      if (begun === order.hangsAt) await new Promise(() => {});
      return { outcome: 'sent', response: '250 OK' };
    },
  },
});
await desk.run({ signal: stop.signal });
await pool.end();
process.disconnect();
