import type { Area } from '../../../src/area/area.ts';
import type { Agent } from '../../../src/engine/agent.ts';
import type { Portal } from '../../../src/engine/portal.ts';
import { isRefused, type RefusedError } from '../../../src/refusal/refused-error.ts';
import type { RandomWorkflow } from '../random-workflows.ts';
import type { Attempt } from './random-walk.ts';

/** Whether an attempt was offered beforehand, and whether it was accepted. */
export interface Tried {
  readonly offered: boolean;
  readonly accepted: boolean;
  /** The code of its refusal. */
  readonly refused: string | null;
}

type Inputs = { readonly comment?: string; readonly responsible?: string };

/** Asks what is offered, then tries it, with every input that is asked for. */
export const tryOut = async (
  agent: Agent<Area>,
  id: string,
  attempt: Attempt,
  workflows: readonly RandomWorkflow[],
): Promise<Tried> => {
  const { can, workflow, step, startedAt } = await agent.tickets.get(id);
  const present = workflows.find((one) => one.id === workflow);
  switch (attempt.what) {
    case 'transition': {
      const transition = present?.transitions[attempt.at]?.id ?? 'unknown';
      const one = (await agent.tickets.availableTransitions(id)).find((offer) => offer.id === transition);
      const inputs = {
        ...(one?.comment === 'required' ? { comment: 'Because' } : {}),
        ...(one?.responsible === 'required' ? { responsible: attempt.responsible } : {}),
      };
      return tried(one?.enabled ?? false, await refusalOf(agent.tickets.transition(id, transition, inputs)));
    }
    case 'close':
      return tried(can.close, await chosen((inputs) => agent.tickets.close(id, inputs)));
    case 'switch': {
      const other = workflows.find((one) => one.id !== workflow)?.id ?? '';
      const fresh = startedAt === null && step === present?.initial;
      return tried(fresh, await refusalOf(agent.tickets.switchWorkflow(id, other)));
    }
    case 'edit': {
      const { subject, urgent, responsible } = attempt;
      const changes = { subject, responsible, fields: { urgent } };
      return tried(can.edit, await refusalOf(agent.tickets.update(id, changes, { inform: [] })));
    }
    case 'note': {
      const note = { visibility: 'internal', description: 'Seen' } as const;
      return tried(can.addAction, await refusalOf(agent.actions.add(id, note)));
    }
  }
};

/** A requester closes his ticket, or tries to. */
export const withdraw = async (requester: Portal<Area>, id: string): Promise<Tried> => {
  const { can } = await requester.get(id);
  return tried(can.close, await refusalOf(requester.close(id)));
};

const tried = (offered: boolean, refusal: RefusedError | null): Tried => ({
  offered,
  accepted: refusal === null,
  refused: refusal?.code ?? null,
});

/** Where there are several ways to close, a screen offers closing and shows the choice. */
const chosen = async (close: (inputs: Inputs) => Promise<unknown>): Promise<RefusedError | null> => {
  let refusal: RefusedError | null = null;
  for (const inputs of [{}, { comment: 'x' }, { responsible: 'ada' }, { comment: 'x', responsible: 'ada' }]) {
    refusal = await refusalOf(close(inputs));
    if (refusal?.code !== 'invalid_input') break;
  }
  return refusal?.code === 'choice_required' ? null : refusal;
};

const refusalOf = async (call: Promise<unknown>): Promise<RefusedError | null> => {
  try {
    await call;
    return null;
  } catch (error) {
    if (isRefused(error)) return error;
    throw error;
  }
};
