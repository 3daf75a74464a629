import { z } from 'zod';
import type { SettingsRevision } from '../../ports/settings-revision.ts';
import type { StoredResult } from '../../ports/stored-result.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { fingerprint } from '../../text/fingerprint.ts';
import { actorKey } from '../../ticket/actor.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { Call } from '../call.ts';
import { refuseConfiguration } from '../configuration.ts';
import type { TenantConfiguration } from '../configurations.ts';
import { findPeople } from '../find-people.ts';
import { idInput } from '../id-input.ts';
import { replayOnce } from '../replay-once.ts';
import { requireConfigAdmin } from './config-admin.ts';
import { decideSettings } from './decide-settings.ts';
import { userProblems, usersOf } from './settings-users.ts';
import { type Settings, settingsView } from './settings-view.ts';

const settingsOptions = z.strictObject({
  idempotencyKey: idInput().optional(),
  expectedVersion: z.int().min(0).optional(),
});

/** What a change of settings answers. */
export interface SettingsOutcome {
  readonly settings: Settings;
  /** True when the idempotency key was used before: nothing was done this time. */
  readonly replayed: boolean;
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
  changes: unknown,
  rawOptions: unknown,
  call: Call,
): Promise<Decided<IntendedSettings>> => {
  const { engine, context } = call;
  const options = parseInput(settingsOptions, rawOptions ?? {});
  if (!options.ok) return options;
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const { idempotencyKey, expectedVersion } = options.value;
  const once =
    idempotencyKey === undefined
      ? null
      : {
          actor: actorKey(call.actor),
          key: idempotencyKey,
          request: fingerprint(canonicalJson(['settings.update', changes, expectedVersion ?? null])),
        };
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
  const after = decideSettings(changes, before, call.configurations);
  if (!after.ok) return after;
  const people = await findPeople(engine, { users: usersOf(after.value.configuration) }, context);
  const unknown = userProblems(after.value.configuration, people);
  return unknown.length > 0
    ? refuseConfiguration(unknown)
    : accept({ before, after: after.value, once, replayed: false });
};

/** Changes the settings of a tenant. What the next call does goes by them, in every process. */
export const updateSettings = async (
  changes: unknown,
  options: unknown,
  call: Call,
): Promise<Decided<SettingsOutcome>> => {
  const intended = await intendSettings(changes, options, call);
  if (!intended.ok) return intended;
  const { before, after, once, replayed } = intended.value;
  if (replayed) return accept(outcomeOf(before, call, true));
  const document = JSON.stringify(after.document);
  if (document === JSON.stringify(before.document) && once === null) return accept(outcomeOf(before, call, false));
  const revision: SettingsRevision = {
    revision: (before.stored?.revision ?? 0) + 1,
    document,
    at: toInstant(call.engine.clock.now()),
    actor: call.actor,
  };
  const committed = await call.store.commit({
    tenant: call.context.tenant,
    changes: [],
    newSettings: revision,
    ...(once === null ? {} : { once: { ...once, result: { revision: revision.revision } } }),
  });
  return committed.outcome === 'committed'
    ? accept(outcomeOf({ ...after, stored: revision }, call, false))
    : refuse('conflict', 'The settings were changed by somebody else at the same time. Look at them again.');
};

const outcomeOf = (settings: TenantConfiguration, call: Call, replayed: boolean): SettingsOutcome =>
  deepFreeze({
    settings: settingsView(settings, call.configurations),
    replayed,
  });
