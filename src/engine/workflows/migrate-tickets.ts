import { z } from 'zod';
import type { Condition } from '../../condition/condition.ts';
import { resolveCondition } from '../../condition/resolve-condition.ts';
import type { ResolvedCondition } from '../../condition/resolved-condition.ts';
import type { StopSignal } from '../../ports/clock.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, type Refusal, refuse } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Actor } from '../../ticket/actor.ts';
import { nobody } from '../../ticket/people.ts';
import type { SortPosition } from '../../ticket/ticket-sort.ts';
import { decideMigration } from '../../workflow/versions/decide-migration.ts';
import { areaOf } from '../area-of.ts';
import { type BulkProgress, bulkOptions } from '../bulk/bulk-options.ts';
import { commitChunk } from '../bulk/commit-chunk.ts';
import type { BulkCommand } from '../bulk/decide-chunk.ts';
import { countSelected, oldestFirst } from '../bulk/oldest-first.ts';
import type { Call } from '../call.ts';
import { moved, whenClosing } from '../commands/moved.ts';
import { openCall } from '../open-call.ts';
import type { Scope } from '../scope.ts';
import { requireConfigAdmin } from '../settings/config-admin.ts';
import { archiveVersions } from './archive-versions.ts';
import { readReference, workflowReference } from './workflow-reference.ts';
import type { WorkflowReference } from './workflows-surface.ts';

/** How a migration runs. */
export interface MigrationOptions {
  /** Ends the work after the chunk under way. An `AbortSignal` fits. Default: it runs to its end. */
  readonly signal?: StopSignal;
  /** Hears of every chunk. Default: nobody does. */
  readonly onProgress?: (progress: BulkProgress) => void;
}

/** What a migration did. */
export interface MigrationOutcome {
  /** Tickets that run through the newest version from now on. */
  readonly migrated: number;
  /** Tickets that stay in their version, such as in a step that no plan has a place for; the first hundred, and how many. */
  readonly refused: { readonly count: number; readonly first: readonly { ticket: string; refusal: Refusal }[] };
  /** The signal ended it: call it again for the rest. */
  readonly stopped: boolean;
  /** Versions that no ticket needs any more. */
  readonly archived: readonly number[];
}

const migrateInput = workflowReference.extend({ closed: z.boolean().optional() });
const migrationOptions = bulkOptions.omit({ idempotencyKey: true });
const listedRefusals = 100;

/** Does a plan close tickets? Then their timers are read too. */
interface MigrationValues {
  readonly mayClose: boolean;
}

/**
 * Migrates one ticket. Who may change the workflow need not see it: nothing of it is answered. A ticket that a plan closes is closed as by
 * many tickets at once, without a mail: running timers are booked.
 */
const migrateCommand: BulkCommand<MigrationValues> = {
  name: 'workflows.migrate',
  repeats: true,
  load: ({ ticket, values }) => ({ tickets: { ids: [ticket], details: values.mayClose ? whenClosing : [] } }),
  ticket: () => null,
  people: () => ({}),
  decide: (_input, facts) => {
    const { loaded, call } = facts;
    const ticket = loaded.tickets[0]?.row;
    if (ticket === undefined) return refuse('not_found', 'There is no such ticket any more.');
    const area = areaOf(ticket, call);
    if (!area.ok) return area;
    const events = decideMigration(ticket, area.value);
    if (events === null) {
      return refuse('wrong_state', `No plan has a place for step "${ticket.step}"; publish a version that has one.`, {
        data: { state: 'no_place', step: ticket.step, version: ticket.workflowVersion },
      });
    }
    const done = moved(events, area.value, facts);
    return done.ok
      ? accept({ ticketId: ticket.id, before: ticket, area: area.value, people: nobody, via: 'bulk', ...done.value })
      : done;
  },
};

/** Where a migration runs, and who began it. */
interface MigrationPlace {
  readonly scope: Scope;
  readonly actor: Actor;
}

/** Brings tickets into the newest version, chunk by chunk; each is a call of its own. */
export const migrateTickets = async (
  input: unknown,
  rawOptions: unknown,
  { scope, actor }: MigrationPlace,
): Promise<MigrationOutcome> => {
  const inCall = <T>(run: (call: Call) => Promise<Decided<T>>) =>
    openCall(scope, actor, 'workflows.migrate', run, 'desk');
  const { reference, options, total, mayClose } = await inCall((call) => begin(input, rawOptions, call));
  const refused: { ticket: string; refusal: Refusal }[] = [];
  let [migrated, unmoved] = [0, 0];
  let from: SortPosition | null | undefined;
  while (from !== null && options.signal?.aborted !== true) {
    const { verdicts, next } = await inCall(async (call) => {
      const { tickets, next } = await oldestFirst(waiting(reference, call), from ?? undefined, call);
      const written = await commitChunk(
        { command: migrateCommand, values: { mayClose }, key: undefined },
        tickets,
        call,
      );
      return written.ok ? accept({ verdicts: written.value, next }) : written;
    });
    for (const verdict of verdicts) {
      if (verdict.outcome === 'changed') migrated += 1;
      if (verdict.outcome !== 'refused') continue;
      unmoved += 1;
      if (refused.length < listedRefusals) refused.push({ ticket: verdict.ticket, refusal: verdict.refusal });
    }
    options.onProgress?.({ total, done: migrated + unmoved });
    from = next;
  }
  const stopped = from !== null;
  const archived = stopped ? [] : await inCall((call) => archiveVersions(reference, call));
  return deepFreeze({ migrated, refused: { count: unmoved, first: refused }, stopped, archived });
};

interface Reference extends WorkflowReference {
  readonly closed: boolean;
}

const begin = async (input: unknown, rawOptions: unknown, call: Call) => {
  const allowed = requireConfigAdmin(call);
  if (!allowed.ok) return allowed;
  const parsed = parseInput(migrateInput, input);
  if (!parsed.ok) return parsed;
  const { area, workflow } = parsed.value;
  const known = readReference({ area, workflow }, call);
  if (!known.ok) return known;
  const options = parseInput(migrationOptions, rawOptions ?? {});
  if (!options.ok) return options;
  const reference: Reference = { area, workflow, closed: parsed.value.closed ?? false };
  const total = await countSelected(waiting(reference, call), call);
  // Only a plan with a reason closes or opens tickets.
  const mayClose = known.value.published.versions.some(({ reason }) => reason !== null);
  return accept({ reference, options: options.value as MigrationOptions, total, mayClose });
};

/** The tickets that do not run through the newest version; null: the workflow has none that takes tickets. */
const waiting = ({ area, workflow, closed }: Reference, call: Call): ResolvedCondition | null => {
  const active = call.engine.configuration.areas.get(area)?.workflowVersions.get(workflow);
  if (active === undefined) return null;
  const conditions: readonly Condition[] = [
    { field: 'area', is: area },
    { field: 'workflow', is: workflow },
    { field: 'workflowVersion', isNot: active },
    ...(closed ? [] : [{ field: 'category', isNot: 'closed' } as const]),
  ];
  return resolveCondition({ all: conditions }, null);
};
