import fc from 'fast-check';

/** What a requester sees something of, and what is done inside only; the latter happens at a moment of its own in each second. */
const outside = [
  ...['open', 'open', 'create', 'create', 'fromMail', 'reply', 'reply', 'upload', 'withdraw', 'withdraw'],
  ...['answer', 'answer', 'cleanNote', 'publish', 'unpublish', 'editAnswer', 'edit', 'fields', 'status', 'status'],
  ...['canaryStart', 'canaryStart', 'canaryWait', 'canaryClose', 'close', 'close', 'canaryReopen', 'canaryPass'],
  ...['cleanFile', 'share', 'unshare', 'removeFile', 'interim', 'answerInterim', 'send', 'send', 'send', 'refresh'],
  ...['release', 'discard', 'deliver', 'stopOutside', 'replyMeanwhile', 'withdrawMeanwhile'],
] as const;
const inside = [
  ...['note', 'note', 'editNote', 'removeNote', 'keyed', 'secret', 'secret', 'audience', 'project', 'handOver'],
  ...['question', 'file', 'file', 'moveFile', 'activity', 'activity', 'link', 'unlink', 'startTimer', 'pauseTimer'],
  ...['stopTimer', 'bookTimers', 'textBlock', 'settings', 'draft', 'canaryPark', 'canaryUnpark', 'stuck', 'stale'],
  ...['forbidden', 'peek'],
] as const;
type What = (typeof outside)[number] | (typeof inside)[number];

export const leakStep = fc.record({
  what: fc.constantFrom<What>(...outside, ...inside),
  at: fc.nat({ max: 11 }),
  who: fc.constantFrom('bob', 'ben', 'eve'),
  text: fc.constantFrom('', 'a word', 'Zeile 1\nZeile 2', '{{ comment }} {{ actor.name }}', 'x'.repeat(300)),
  flag: fc.boolean(),
});
export type LeakStep = typeof leakStep extends fc.Arbitrary<infer S> ? S : never;

/** Does nobody outside notice anything of it? */
export const isInside = ({ what }: LeakStep): boolean => (inside as readonly string[]).includes(what);
