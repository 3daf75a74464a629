import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInner, openPairedWorld, type PairedStep, pairedStep } from './paired-world.ts';

test('two worlds that differ only in what is internal look the same to every requester, byte for byte, at every point', async () => {
  const seen = { inner: 0, answers: 0, mails: 0, tickets: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(pairedStep, { minLength: 5, maxLength: 25, size: 'max' }), async (steps) => {
      const quiet = await openPairedWorld('lena');
      const busy = await openPairedWorld('grace');
      const opening: PairedStep = { what: 'open', at: 0, minutes: 0, person: 'bob', text: 'a word', flag: true };
      const ending = (['start', 'closeCommand', 'send', 'deliver'] as const).flatMap((what) =>
        [0, 1].map((at): PairedStep => ({ ...opening, what, at, minutes: 1 })),
      );
      for (const [at, step] of [opening, { ...opening, flag: false }, ...steps, ...ending].entries()) {
        for (const { clock } of [quiet, busy]) clock.advance({ minutes: step.minutes });
        if (isInner(step)) {
          const before = await busy.shown();
          await busy.play(step, at);
          expect(await busy.shown()).toBe(before);
          seen.inner += 1;
        } else {
          const [one, other] = [await quiet.play(step, at), await busy.play(step, at)];
          expect(other).toBe(one);
          if (one !== null) seen.answers += 1;
        }
        const looks = await quiet.shown();
        expect(await busy.shown()).toBe(looks);
        expect(looks).not.toMatch(/lena|grace|secret/);
      }
      seen.mails += quiet.mails.filter(({ envelope }) => envelope.to.endsWith('@acme.example')).length;
      seen.tickets += quiet.accepted.length;
    }),
    { numRuns: 80 },
  );
  expect(seen.inner).toBeGreaterThan(100);
  expect(seen.answers).toBeGreaterThan(100);
  expect(seen.tickets).toBeGreaterThan(150);
  expect(seen.mails).toBeGreaterThan(40);
});
