import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import type { Warning } from '../../ticket/warning.ts';
import { announce } from '../announce.ts';
import type { Call } from '../call.ts';
import { ticketChanges } from '../plan-changes.ts';
import type { BulkVerdict } from './bulk-verdict.ts';
import { type BulkWork, type ChunkDecision, decideChunk } from './decide-chunk.ts';

/** How often what others changed meanwhile is decided anew. */
const attempts = 4;

type Planned = Extract<ChunkDecision, { kind: 'plan' }>;

/** Decides a chunk of tickets and writes it in one batch, ticket by ticket. */
export const commitChunk = async <Values>(
  work: BulkWork<Values>,
  tickets: readonly string[],
  call: Call,
): Promise<Decided<readonly BulkVerdict[]>> => {
  const verdicts = new Map<string, BulkVerdict>();
  let open = tickets;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const decisions = await decideChunk(work, open, call);
    const wrong = work.oneInput === true ? decisions.find(isWrongInput) : undefined;
    if (wrong?.kind === 'refused' && verdicts.size === 0) return { ok: false, refusal: wrong.refusal };
    for (const decision of decisions) {
      if (decision.kind !== 'plan' || decision.assembled.events.length === 0)
        verdicts.set(decision.ticket, withoutChange(decision));
    }
    const planned = decisions.filter((one): one is Planned => one.kind === 'plan' && one.assembled.events.length > 0);
    const { stale, taken } = await write(planned, call);
    for (const one of planned) {
      if (stale.has(one.ticket)) continue;
      const more = await call.afterwards(async () => (await work.command.afterCommit?.(one.plan, call)) ?? []);
      verdicts.set(one.ticket, changed(one, more));
    }
    await tell(
      planned.filter(({ ticket }) => !stale.has(ticket)),
      call,
    );
    const again = (work.command.repeats || taken) && attempt < attempts;
    if (!again)
      for (const ticket of stale) verdicts.set(ticket, { ticket, outcome: 'refused', refusal: changedMeanwhile });
    open = again ? open.filter((ticket) => stale.has(ticket)) : [];
  }
  return accept(tickets.flatMap((ticket) => verdicts.get(ticket) ?? []));
};

interface Written {
  /** The tickets of which nothing was written. */
  readonly stale: ReadonlySet<string>;
  /** Another call with the same key came first: its results are read now. */
  readonly taken: boolean;
}

const write = async (planned: readonly Planned[], call: Call): Promise<Written> => {
  if (planned.length === 0) return { stale: new Set(), taken: false };
  const committed = await call.store.commit({
    tenant: call.context.tenant,
    mode: 'each',
    changes: planned.flatMap(({ plan, assembled, once, ticket }) =>
      ticketChanges(
        plan,
        assembled,
        once === null ? null : { ...once, result: { ...resultOf({ ticket, plan, assembled }) } },
      ),
    ),
  });
  return {
    stale: new Set(committed.outcome === 'committed' ? committed.stale : planned.map(({ ticket }) => ticket)),
    taken: committed.outcome === 'taken',
  };
};

const tell = (written: readonly Planned[], call: Call): Promise<readonly Warning[]> =>
  announce(
    {
      events: written.flatMap(({ assembled }) => assembled.events),
      queued: written.some(({ assembled }) => assembled.deliveries.length > 0),
      timedTransitions: written.flatMap(({ assembled }) => assembled.timedTransitions ?? []),
    },
    call,
  );

const resultOf = ({ ticket, plan, assembled }: Pick<Planned, 'ticket' | 'plan' | 'assembled'>) => ({
  ticket,
  number: assembled.after.number,
  version: assembled.after.version,
  action: plan.result?.action ?? null,
  mail: assembled.mails.find(({ owner, state }) => owner !== null && state === 'queued')?.id ?? null,
  warnings: assembled.warnings,
});

const changed = (planned: Planned, more: readonly Warning[]): BulkVerdict => {
  const result = resultOf(planned);
  return { ...result, outcome: 'changed', warnings: [...result.warnings, ...more], replayed: false };
};

const isWrongInput = (decision: ChunkDecision): boolean =>
  decision.kind === 'refused' && decision.refusal.code === 'invalid_input';

const withoutChange = (decision: ChunkDecision): BulkVerdict => {
  const { ticket } = decision;
  if (decision.kind === 'refused') return { ticket, outcome: 'refused', refusal: decision.refusal };
  if (decision.kind === 'plan') return { ticket, outcome: 'unchanged' };
  const result = decision.result as unknown as ReturnType<typeof resultOf>;
  return { ...result, outcome: 'changed', replayed: true };
};

const { refusal: changedMeanwhile } = refuse(
  'conflict',
  'The ticket was changed by somebody else at the same time. Look at it again and decide anew.',
);
