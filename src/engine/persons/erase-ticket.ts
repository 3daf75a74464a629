import type { KnownPerson } from '../../persons/known-person.ts';
import type { ErasedContent } from '../../persons/redaction.ts';
import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import { toInstant } from '../../ticket/instant.ts';
import type { Call } from '../call.ts';
import { emitSafely } from '../emit-safely.ts';
import { removeBlobs } from '../remove-blobs.ts';
import type { ErasureCounts } from './erasure-counts.ts';
import { type ErasurePlan, planErasure } from './plan-erasure.ts';
import { readPersonFacts } from './read-person-facts.ts';

/** What taking the person out of this ticket would come to; null: nothing of him is there. */
export const intendErasure = async (
  ticket: string,
  known: KnownPerson,
  content: ErasedContent,
  call: Call,
): Promise<ErasurePlan | null> => {
  const { engine, actor } = call;
  const facts = await readPersonFacts(ticket, call);
  if (facts === null) return null;
  const area = engine.configuration.areas.get(facts.row.area);
  return planErasure(facts, known, { content, actor, at: toInstant(engine.clock.now()), area });
};

/** Takes the person out of one ticket, as a whole. Null: there was nothing to do; `busy`: somebody changed it meanwhile. */
export const eraseTicket = async (
  ticket: string,
  known: KnownPerson,
  content: ErasedContent,
  call: Call,
): Promise<Decided<ErasureCounts | null | 'busy'>> => {
  const { engine, context } = call;
  const plan = await intendErasure(ticket, known, content, call);
  if (plan === null) return accept(null);
  const done = await call.store.commit({ tenant: context.tenant, changes: plan.changes });
  if (done.outcome === 'conflict' && done.final === true) {
    return refuse(
      'conflict',
      'Another transaction changed a ticket of the person. Roll back, begin anew and call again.',
      { data: { ticket } },
    );
  }
  if (done.outcome !== 'committed') return accept('busy');
  await call.afterwards(async () => {
    for (const event of plan.events) emitSafely(engine, event.type, { ...event, tenant: context.tenant } as never);
    if (engine.blobs !== null) await removeBlobs(engine.blobs, plan.freedBlobs, context.tenant, engine);
    return [];
  });
  return accept(plan.counts);
};
