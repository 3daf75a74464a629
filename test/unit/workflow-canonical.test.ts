import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalWorkflow } from '../../src/workflow/canonical-workflow.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';

const workflow = (more: object = {}) =>
  defineWorkflow({
    id: 'flow',
    name: 'Flow',
    initial: 'new',
    steps: { new: { name: 'Neu', category: 'new' }, closed: { category: 'closed', name: 'Geschlossen ✓' } },
    transitions: { close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work', ...more } },
  }).definition;

test('two definitions that say the same have the same text and hash, however they are written', () => {
  const { json, sha256 } = canonicalWorkflow(workflow());
  const { transitions, steps, ...rest } = workflow({ comment: 'none', whenBlocked: 'disable' });
  const turned = { transitions, steps: steps.map(({ id, ...step }) => ({ ...step, id })), ...rest };
  expect(canonicalWorkflow(turned)).toEqual({ json, sha256 });
  expect(canonicalWorkflow(JSON.parse(JSON.stringify(workflow())))).toEqual({ json, sha256 });
  expect(JSON.parse(json)).toEqual(workflow());
  expect(sha256).toBe(createHash('sha256').update(json, 'utf8').digest('hex'));
});

test('whatever differs, the order of steps too, has another hash', () => {
  const { steps, ...rest } = workflow();
  const hashes = [
    workflow(),
    workflow({ comment: 'optional' }),
    workflow({ meta: { a: 1 } }),
    workflow({ meta: { a: 2 } }),
    { ...rest, steps: steps.toReversed() },
  ].map((definition) => canonicalWorkflow(definition).sha256);
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('timers are the same in whatever order and however their durations are written', () => {
  const timed = (after: readonly string[]) => {
    const timers = after.map((duration) => ({ id: `t${duration.length}`, after: duration, transition: 'close' }));
    const { steps, ...rest } = workflow();
    return canonicalWorkflow({ ...rest, steps: steps.map((step) => ({ ...step, timers })) }).sha256;
  };
  expect(timed(['P1W', 'PT48H'])).toBe(timed(['PT48H', 'P7D']));
  expect(timed(['P1W', 'PT48H'])).not.toBe(timed(['P8D', 'PT48H']));
  expect(timed([])).toBe(canonicalWorkflow(workflow()).sha256);
  // A day is not always 24 hours where clocks are changed.
  expect(timed(['P1W', 'PT48H'])).not.toBe(timed(['P1W', 'P0002D']));
});
