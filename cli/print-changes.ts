import type { ListChanges, StepFate, WorkflowComparison } from '../src/index.ts';
import { counted } from './print-findings.ts';

/** What differs, and what that does to tickets. */
export const changeLines = ({ changes, steps, tickets }: WorkflowComparison): readonly string[] => [
  ...changes.workflow.map(
    ({ path, from, to }) => `  ${path.join('.')}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`,
  ),
  ...listLines('step', changes.steps),
  ...listLines('transition', changes.transitions),
  ...steps.flatMap(fateLines),
  ...(tickets === null
    ? []
    : [
        `  of ${counted(tickets.all, 'ticket')}: ${tickets.unmapped} in no step, ${tickets.nobody} that nobody could close, ${tickets.fewer} that fewer could`,
      ]),
];

const listLines = (what: string, { added, removed, renamed, changed, reordered }: ListChanges): readonly string[] => [
  ...added.map((id) => `  ${what} ${id} is new`),
  ...removed.map((id) => `  ${what} ${id} is gone`),
  ...renamed.map(({ from, to }) => `  ${what} ${from} is called ${to}`),
  ...changed.flatMap(({ id, differences }) =>
    differences.map(
      ({ path, from, to }) => `  ${what} ${id}: ${path.join('.')} ${JSON.stringify(from)} → ${JSON.stringify(to)}`,
    ),
  ),
  ...(reordered ? [`  ${what}s stand in another order`] : []),
];

const fateLines = ({ step, to, tickets, outlook, lost }: StepFate): readonly string[] => {
  if (outlook === 'same' && to === step) return [];
  const count = tickets === null ? '' : ` (${counted(tickets, 'ticket')})`;
  const way = to === null ? 'no step' : to;
  const who = lost.length === 0 ? '' : `: ${lost.map((roles) => roles.join(' with ')).join(', ')}`;
  return [`  ${step} → ${way}${count}, who can close: ${outlook}${who}`];
};
