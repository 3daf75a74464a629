import { z } from 'zod';
import type { SettingsRevision } from '../../ports/settings-revision.ts';
import type { StoredResult } from '../../ports/stored-result.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { Call } from '../call.ts';
import { refuseConfiguration } from '../configuration.ts';
import type { TenantConfiguration } from '../configurations.ts';
import { findPeople } from '../find-people.ts';
import { idInput } from '../id-input.ts';
import { onceOf } from '../once-of.ts';
import { replayOnce } from '../replay-once.ts';
import { requireConfigAdmin } from './config-admin.ts';
import { decideSettings, settingsJson } from './decide-settings.ts';
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
  const json = settingsJson(changes);
  if (!json.ok) return json;
  const { expectedVersion } = options.value;
  const once = onceOf('settings.update', json.value, options.value, call);
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
  const after = decideSettings(json.value, before, call.configurations);
  if (!after.ok) return after;
  // Who is named already may have left since: that is no reason to refuse anything else.
  const named = usersOf(before.configuration);
  const fresh = usersOf(after.value.configuration).filter((user) => !named.includes(user));
  const people = await findPeople(engine, { users: fresh }, context);
  const unknown = userProblems(after.value.configuration, people).filter(({ user }) => fresh.includes(user));
  return unknown.length > 0
    ? refuseConfiguration(unknown.map(({ issue }) => issue))
    : accept({ before, after: after.value, once, replayed: false });
};

/** How often it is decided anew when the idempotency key turns out taken meanwhile. */
const attempts = 4;

/** Changes the settings of a tenant. What the next call does goes by them, in every process. */
export const updateSettings = async (
  changes: unknown,
  options: unknown,
  call: Call,
): Promise<Decided<SettingsOutcome>> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const intended = await intendSettings(changes, options, call);
    if (!intended.ok) return intended;
    const { before, after, once, replayed } = intended.value;
    const same = JSON.stringify(after.document) === JSON.stringify(before.document);
    if (replayed || (same && once === null)) return accept(outcomeOf(before, call, replayed));
    const settings = before.stored?.revision ?? 0;
    const next: SettingsRevision = {
      revision: settings + 1,
      document: JSON.stringify(after.document),
      at: toInstant(call.engine.clock.now()),
      actor: call.actor,
    };
    const { outcome } = await call.store.commit({
      tenant: call.context.tenant,
      changes: [],
      settings,
      ...(same ? {} : { newSettings: next }),
      ...(once === null ? {} : { once: { ...once, result: {} } }),
    });
    if (outcome === 'committed') return accept(outcomeOf(same ? before : { ...after, stored: next }, call, false));
    if (outcome !== 'taken') break;
  }
  return refuse('conflict', 'The settings were changed by somebody else at the same time. Look at them again.');
};

const outcomeOf = (settings: TenantConfiguration, call: Call, replayed: boolean): SettingsOutcome =>
  deepFreeze({
    settings: settingsView(settings, call.configurations),
    replayed,
  });
