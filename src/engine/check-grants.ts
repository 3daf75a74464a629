import { checkCondition } from '../condition/check-condition.ts';
import type { Grants } from '../ports/authorizer.ts';
import { accept, type Decided, refuse } from '../refusal/refusal.ts';
import type { Configuration } from './configuration.ts';

/** What is granted in an area that this tenant does not have means nothing. A grant whose condition cannot be used grants nothing at all: half of it might show too much. */
export const checkGrants = (grants: Grants, { areas, conditionFields }: Configuration): Decided<Grants> => {
  const issues = Object.entries(grants.areas).flatMap(([area, { visible }]) =>
    visible === 'all' || visible === 'none' || (area !== '*' && !areas.has(area))
      ? []
      : checkCondition(visible, conditionFields(area), ['grants', 'areas', area, 'visible']),
  );
  const [first] = issues;
  return first === undefined
    ? accept(grants)
    : refuse('config_invalid', `The authorizer gave a condition that cannot be used: ${first.message}`, { issues });
};
