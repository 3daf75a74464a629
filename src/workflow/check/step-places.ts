import type { StepDefinition, TransitionTarget, WorkflowDefinition, WorkflowEntry } from '../definition.ts';
import { leadsBack } from '../target-place.ts';

/** The steps of a workflow under their ids, and those of the other workflows of its area under `workflow.step`. */
export interface StepPlaces {
  step(workflow: string, id: string): StepDefinition | undefined;
  /** Where a transition of a workflow may lead; one that leads back, to every step from which tickets come into that workflow. */
  targets(workflow: string, to: TransitionTarget): readonly StepDefinition[];
  /** The other workflow that has this step; null: it is a step of a workflow that is not known. */
  workflowOf(step: StepDefinition): WorkflowDefinition | null;
}

export const stepPlaces = (home: WorkflowDefinition, others: readonly WorkflowDefinition[] | null): StepPlaces => {
  const workflows = new Map([...(others ?? []), home].map((one) => [one.id, one]));
  const steps = new Map<string, ReadonlyMap<string, StepDefinition>>();
  const owners = new Map<StepDefinition, WorkflowDefinition>();
  for (const workflow of workflows.values()) {
    const own = workflow.steps.map((step) => {
      const placed = workflow === home ? step : { ...step, id: `${workflow.id}.${step.id}` };
      owners.set(placed, workflow);
      return [step.id, placed] as const;
    });
    steps.set(workflow.id, new Map(own));
  }
  const strangers = new Map<string, StepDefinition>();
  const stranger = (id: string): readonly StepDefinition[] => {
    const known = strangers.get(id) ?? { id, name: id, category: 'closed' };
    strangers.set(id, known);
    return [known];
  };
  const entry = (to: WorkflowEntry | null | undefined): readonly StepDefinition[] => {
    const other = to == null ? undefined : workflows.get(to.workflow);
    if (to == null || other === undefined) return others === null && to != null ? stranger(nameOf(to)) : [];
    return found(steps.get(other.id)?.get(to.step ?? other.initial));
  };
  const origins = others === null ? null : originsIn([...workflows.values()]);
  return {
    step: (workflow, id) => steps.get(workflow)?.get(id),
    targets: (workflow, to) => {
      if (typeof to === 'string') return found(steps.get(workflow)?.get(to));
      if (!leadsBack(to)) return entry(to);
      const from =
        origins === null
          ? stranger('*')
          : [...(origins.get(workflow) ?? [])].flatMap(([other, ids]) =>
              [...ids].flatMap((id) => found(steps.get(other)?.get(id))),
            );
      return [...new Set([...from, ...entry(to.fallback)])];
    },
    workflowOf: (step) => owners.get(step) ?? null,
  };
};

const found = (step: StepDefinition | undefined): readonly StepDefinition[] => (step === undefined ? [] : [step]);

const nameOf = ({ workflow, step = '*' }: WorkflowEntry): string => `${workflow}.${step}`;

/** Workflow → other workflow → ids of its steps from which tickets come into the first one. */
type Origins = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

const originsIn = (workflows: readonly WorkflowDefinition[]): Origins => {
  const origins = new Map<string, Map<string, Set<string>>>();
  const ways = workflows.flatMap(({ id, transitions }) =>
    transitions.flatMap(({ from, to }) => (typeof to === 'object' && to !== null ? [{ id, from, to }] : [])),
  );
  // A way back into a workflow makes others of those that lead back out of it: until nothing is new.
  for (let grows = true; grows; ) {
    grows = false;
    for (const { id, from, to } of ways) {
      const into = leadsBack(to) ? [...(origins.get(id)?.keys() ?? []), to.fallback?.workflow] : [to.workflow];
      for (const workflow of into) {
        if (workflow === undefined || workflow === id) continue;
        const known = origins.get(workflow) ?? new Map<string, Set<string>>();
        origins.set(workflow, known);
        const steps = known.get(id) ?? new Set();
        known.set(id, steps);
        for (const step of from) {
          grows ||= !steps.has(step);
          steps.add(step);
        }
      }
    }
  }
  return origins;
};
