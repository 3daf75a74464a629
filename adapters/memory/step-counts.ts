import type { StepCount, StepCountsRequest } from '../../src/ports/store.ts';
import { byText } from './by-text.ts';
import type { Space } from './space.ts';

export const stepCounts = (space: Space, { area, workflow }: StepCountsRequest): readonly StepCount[] => {
  const counts = new Map<string, StepCount>();
  for (const { area: of, workflow: through, step, workflowVersion } of space.tickets.all()) {
    if (of !== area || through !== workflow) continue;
    const key = `${step} ${workflowVersion}`;
    counts.set(key, { step, workflowVersion, tickets: (counts.get(key)?.tickets ?? 0) + 1 });
  }
  return [...counts.values()]
    .sort((one, other) => one.workflowVersion - other.workflowVersion)
    .sort(byText(({ step }) => step));
};
