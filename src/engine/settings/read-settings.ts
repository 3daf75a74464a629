import { z } from 'zod';
import type { SettingsDocument } from '../../area/settings-document.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import { type Difference, jsonDifferences } from '../../text/json-differences.ts';
import type { Actor } from '../../ticket/actor.ts';
import type { Instant } from '../../ticket/instant.ts';
import type { Call } from '../call.ts';
import { requireConfigAdmin } from './config-admin.ts';
import { type Settings, setIn, settingsView } from './settings-view.ts';

/** The settings as they are now. */
export const getSettings = (call: Call): Decided<Settings> => {
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const { configurations, context } = call;
  return accept(deepFreeze(settingsView(configurations.of(context.tenant), configurations)));
};

const historyQuery = z.strictObject({
  after: z.int().min(1).optional(),
  limit: z.int().min(1).max(100).default(20),
});

/** Which changes of settings to list. */
export interface SettingsHistoryQuery {
  /** Continue after this revision. Default: from the newest. */
  readonly after?: number;
  /** Default: 20, at most 100. */
  readonly limit?: number;
}

/** One page of what was set by whom. */
export interface SettingsHistory {
  readonly items: readonly {
    readonly revision: number;
    readonly at: Instant;
    readonly actor: Actor;
    /** What was stored from then on. */
    readonly stored: SettingsDocument;
    readonly changes: readonly Difference[];
  }[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: number | null;
}

/** Who set what and when, newest first. */
export const settingsHistory = async (rawQuery: unknown, call: Call): Promise<Decided<SettingsHistory>> => {
  const query = parseInput(historyQuery, rawQuery ?? {});
  if (!query.ok) return query;
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const { after, limit } = query.value;
  const found = await call.store.page('settings', {
    tenant: call.context.tenant,
    query: {},
    ...(after === undefined ? {} : { after }),
    // One more says what the last one changed.
    limit: limit + 1,
  });
  const documents = found.map(({ document }) => setIn(JSON.parse(document) as SettingsDocument));
  const items = found.slice(0, limit).map(({ revision, at, actor }, index) => {
    const stored = documents[index] ?? {};
    return { revision, at, actor, stored, changes: jsonDifferences(documents[index + 1] ?? {}, stored) };
  });
  return accept(deepFreeze({ items, next: found.length > limit ? (items.at(-1)?.revision ?? null) : null }));
};
