import { z } from 'zod';
import type { SettingsRevision } from '../../ports/settings-revision.ts';
import type { StoredResult } from '../../ports/stored-result.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { Call } from '../call.ts';
import type { TenantConfiguration } from '../configurations.ts';
import { idInput } from '../id-input.ts';
import { onceOf } from '../once-of.ts';
import { replayOnce } from '../replay-once.ts';
import { requireConfigAdmin } from './config-admin.ts';
import { type PublicationPlan, versionedDocument } from './versioned-document.ts';

const settingsOptions = z.strictObject({
  idempotencyKey: idInput().optional(),
  expectedVersion: z.int().min(0).optional(),
});

/** A change of what is stored of the configuration. */
export interface SettingsChange {
  /** As idempotency keys name it. */
  readonly name: string;
  /** What was given. */
  readonly input: unknown;
  readonly decide: (before: TenantConfiguration) => Promise<Decided<TenantConfiguration>>;
  /** Default: no workflow is published by it but in the steps it has. */
  readonly publication?: PublicationPlan;
}

/** What a change of settings would do. */
export interface IntendedSettings {
  readonly before: TenantConfiguration;
  readonly after: TenantConfiguration;
  readonly once: Omit<StoredResult, 'result'> | null;
  readonly replayed: boolean;
}

/** Everything up to the write; running and previewing share it. */
export const intendSettings = async (
  { name, input, decide }: SettingsChange,
  rawOptions: unknown,
  call: Call,
): Promise<Decided<IntendedSettings>> => {
  const { context } = call;
  const options = parseInput(settingsOptions, rawOptions ?? {});
  if (!options.ok) return options;
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const { expectedVersion } = options.value;
  const once = onceOf(name, input, options.value, call);
  const loaded = await call.store.load({ tenant: context.tenant, ...(once === null ? {} : { once }) });
  const before = call.configurations.of(context.tenant);
  if (once !== null && loaded.once !== null) {
    const replayed = replayOnce(once, loaded.once);
    return replayed.ok ? accept({ before, after: before, once, replayed: true }) : replayed;
  }
  const revision = before.stored?.revision ?? 0;
  if (expectedVersion !== undefined && expectedVersion !== revision) {
    return refuse('conflict', `The settings are at revision ${revision}, not ${expectedVersion}.`, {
      data: { revision },
    });
  }
  const after = await decide(before);
  return after.ok ? accept({ before, after: after.value, once, replayed: false }) : after;
};

/** How often it is decided anew when the idempotency key turns out taken meanwhile. */
const attempts = 4;

/** What was written. */
export interface WrittenSettings {
  /** The settings as they are from now on. */
  readonly settings: TenantConfiguration;
  readonly replayed: boolean;
}

/** Changes the settings of a tenant. What the next call does goes by them, in every process. */
export const writeSettings = async (
  change: SettingsChange,
  options: unknown,
  call: Call,
): Promise<Decided<WrittenSettings>> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const intended = await intendSettings(change, options, call);
    if (!intended.ok) return intended;
    const { before, after, once, replayed } = intended.value;
    const same = JSON.stringify(after.document) === JSON.stringify(before.document);
    if (replayed || (same && once === null)) return accept({ settings: before, replayed });
    const stamp = { at: toInstant(call.engine.clock.now()), by: call.actor };
    const document = versionedDocument(before, after.document, call.configurations, stamp, change.publication ?? null);
    const settings = before.stored?.revision ?? 0;
    const next: SettingsRevision = {
      revision: settings + 1,
      document: JSON.stringify(document),
      at: stamp.at,
      actor: stamp.by,
    };
    const { outcome } = await call.store.commit({
      tenant: call.context.tenant,
      changes: [],
      settings,
      ...(same ? {} : { newSettings: next }),
      ...(once === null ? {} : { once: { ...once, result: {} } }),
    });
    if (outcome === 'committed') {
      return accept({ settings: same ? before : { ...after, document, stored: next }, replayed: false });
    }
    if (outcome !== 'taken') break;
  }
  return refuse('conflict', 'The settings were changed by somebody else at the same time. Look at them again.');
};
