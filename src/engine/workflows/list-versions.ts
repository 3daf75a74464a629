import { accept, type Decided } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { Actor } from '../../ticket/actor.ts';
import type { Instant } from '../../ticket/instant.ts';
import { formerKey } from '../../workflow/versions/standing.ts';
import { newestVersion } from '../../workflow/versions/workflow-versions.ts';
import type { Call } from '../call.ts';
import { readReference } from './workflow-reference.ts';

/** A version of a workflow, or its draft. */
export interface WorkflowVersion {
  /** Null: it is the draft. */
  readonly version: number | null;
  /**
   * `active` takes new tickets; `retiring` takes none, and those in it go on; through an `archived` one runs no open ticket any more;
   * the `draft` is to become the next one.
   */
  readonly status: 'draft' | 'active' | 'retiring' | 'archived';
  /** When and by whom it was published, or saved. Null: it is code that was never deployed. */
  readonly at: Instant | null;
  readonly by: Actor | null;
  /** How many tickets run through it. */
  readonly tickets: { readonly all: number; readonly open: number };
  /** Where the tickets of the version before go, step by step. Null: there was none. */
  readonly steps: Readonly<Record<string, string>> | null;
  readonly reason: string | null;
}

/** Every version of a workflow, the draft first, then from the newest to the oldest. */
export const listVersions = async (input: unknown, call: Call): Promise<Decided<readonly WorkflowVersion[]>> => {
  const known = readReference(input, call);
  if (!known.ok) return known;
  const { area, workflow, published } = known.value;
  const { tenant } = call.context;
  const counts = await call.store.stepCounts({ tenant, area, workflow });
  const configured = call.engine.configuration.areas.get(area);
  const active = configured?.workflows.has(workflow) === true ? newestVersion(published) : null;
  const ticketsIn = (version: number) => {
    const definition =
      version === active ? configured?.workflows.get(workflow) : configured?.former.get(formerKey(workflow, version));
    const own = counts.filter((one) => one.workflowVersion === version);
    const isOpen = (step: string) =>
      definition?.steps.some(({ id, category }) => id === step && category !== 'closed') === true;
    const sum = (which: typeof own) => which.reduce((total, { tickets }) => total + tickets, 0);
    return { all: sum(own), open: sum(own.filter(({ step }) => isOpen(step))) };
  };
  const nothing = { at: null, by: null, steps: null, reason: null };
  const kept = published.versions.map((one): WorkflowVersion => {
    const { version, at, by, steps, reason, archived } = one;
    const status = version === active ? 'active' : archived ? 'archived' : 'retiring';
    return { version, status, at, by, tickets: ticketsIn(version), steps, reason };
  });
  const draft = call.configurations.of(tenant).document.drafts?.[area]?.[workflow];
  const drafted: readonly WorkflowVersion[] =
    draft === undefined
      ? []
      : [{ ...nothing, version: null, status: 'draft', at: draft.at, by: draft.by, tickets: { all: 0, open: 0 } }];
  const all: readonly WorkflowVersion[] =
    kept.length > 0 || active === null ? kept : [{ ...nothing, version: 1, status: 'active', tickets: ticketsIn(1) }];
  return accept(deepFreeze([...drafted, ...all.toReversed()]));
};
