import { canonicalJson } from '../text/canonical-json.ts';
import { fingerprint } from '../text/fingerprint.ts';
import type { WorkflowDefinition } from './definition.ts';
import { plainTimers } from './plain-timers.ts';

/**
 * A definition as a text that does not depend on the order of keys, and its SHA-256 in lower-case hex: two definitions that say the
 * same have the same. The order of steps and transitions counts, because it is that of the buttons; that of timers does not, nor how
 * a duration is written.
 *
 * @example
 * ```ts
 * import { canonicalWorkflow, defineWorkflow } from 'ticketwerk';
 *
 * const { definition } = defineWorkflow({
 *   id: 'incident',
 *   name: 'Incident',
 *   initial: 'new',
 *   steps: { new: { name: 'New', category: 'new' }, closed: { name: 'Closed', category: 'closed' } },
 *   transitions: { close: { name: 'Close', from: ['new'], to: 'closed', permission: 'work' } },
 * });
 * console.log(canonicalWorkflow(definition).sha256.length); // 64
 * ```
 */
export const canonicalWorkflow = (
  definition: WorkflowDefinition,
): { readonly json: string; readonly sha256: string } => {
  const steps = definition.steps.map(({ timers = [], ...step }) =>
    timers.length === 0 ? step : { ...step, timers: plainTimers(timers) },
  );
  const json = canonicalJson({ ...definition, steps });
  return { json, sha256: fingerprint(json) };
};
