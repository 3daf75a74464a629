import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Preview } from '../../src/engine/preview-command.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { openWorld, step } from './world.ts';

const create = { who: 'ada', what: 'create', at: 0, text: '', to: '', flag: true, time: 0 } as const;

/** What really happened to the ticket and in the outbox between two moments. */
const difference = (before: Everything, after: Everything) => {
  const known = new Set(
    before.tickets.flatMap(({ details }) => details.events).map(({ ticket, seq }) => `${ticket} ${seq}`),
  );
  const mailsBefore = new Set(before.outbox.map(({ mail }) => mail.id));
  return {
    events: after.tickets
      .flatMap(({ details }) => details.events)
      .filter(({ ticket, seq }) => !known.has(`${ticket} ${seq}`))
      .map(({ type }) => type),
    mails: after.outbox
      .filter(({ mail }) => !mailsBefore.has(mail.id))
      .map(({ mail }) => ({
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        mode: mail.state,
        reason: mail.kind,
      })),
  };
};
type Everything = Awaited<ReturnType<Awaited<ReturnType<typeof openWorld>>['everything']>>;

const byContent = (mails: readonly unknown[]) => mails.map((mail) => JSON.stringify(mail)).sort();

test('what a preview says of a command is what the command then does: refusal, events, mails, number; and it writes nothing [PRV-01]', async () => {
  const seen = { allowed: 0, refused: 0, mails: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }), async (steps) => {
      const world = await openWorld();
      await world.run(create);
      for (const one of steps) {
        const before = await world.everything();
        const preview = await world.preview(one);
        expect(await world.everything()).toEqual(before);
        const done = await world.run(one).catch((error: unknown) => {
          if (isRefused(error)) return error;
          throw error;
        });
        if (preview === null) continue;
        if (isRefused(done)) {
          seen.refused += 1;
          expect(preview).toMatchObject({
            allowed: false,
            refusal: { code: done.code, message: done.message, issues: done.issues },
          });
          continue;
        }
        const replayed = (done as { readonly replayed?: boolean }).replayed === true;
        if (replayed) {
          expect(preview).toMatchObject({ allowed: false, refusal: { code: 'already_done' } });
          continue;
        }
        seen.allowed += 1;
        const told = preview as Extract<Preview, { allowed: true }>;
        expect(told.allowed).toBe(true);
        const really = difference(before, await world.everything());
        expect(inOrder(told.events)).toEqual(inOrder(really.events));
        expect(byContent(told.mails)).toEqual(byContent(really.mails));
        seen.mails += told.mails.length;
        const { ticket } = done as { readonly ticket?: { readonly id: string } };
        // A new ticket gets an id of its own when it is really made.
        if (ticket !== undefined) expect({ ...told.ticket, id: ticket.id }).toEqual(ticket);
      }
    }),
    { numRuns: 150 },
  );
  expect(seen.allowed).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(100);
  expect(seen.mails).toBeGreaterThan(20);
});

/** An activity that moves leaves one ticket for another: between the histories of two tickets there is no order. */
const inOrder = (events: readonly string[]): readonly string[] =>
  events.includes('activity.linked') && events.includes('activity.unlinked') ? [...events].sort() : events;
