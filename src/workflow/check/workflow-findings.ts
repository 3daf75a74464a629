import { checkClosing } from './check-closing.ts';
import { checkConditions } from './check-conditions.ts';
import { checkElsewhere } from './check-elsewhere.ts';
import { checkIds } from './check-ids.ts';
import { checkLimits } from './check-limits.ts';
import { checkPermissions } from './check-permissions.ts';
import { checkPortal } from './check-portal.ts';
import { checkReopening } from './check-reopening.ts';
import { checkResponsible } from './check-responsible.ts';
import { checkSteps } from './check-steps.ts';
import type { CheckSubject } from './check-subject.ts';
import { checkTargets } from './check-targets.ts';
import { checkTimers } from './check-timers.ts';
import { checkWays } from './check-ways.ts';
import type { Finding } from './finding.ts';

/** Every check of a workflow by itself. */
const checks: readonly ((subject: CheckSubject) => readonly Finding[])[] = [
  checkLimits,
  checkIds,
  checkTargets,
  checkElsewhere,
  checkPermissions,
  checkResponsible,
  checkTimers,
  checkConditions,
  checkReopening,
  checkWays,
  checkClosing,
  checkSteps,
  checkPortal,
];

/** Everything the checks find, errors first. */
export const workflowFindings = (subject: CheckSubject): readonly Finding[] =>
  errorsFirst(checks.flatMap((check) => check(subject)));

export const errorsFirst = (findings: readonly Finding[]): readonly Finding[] => [
  ...findings.filter(({ severity }) => severity === 'error'),
  ...findings.filter(({ severity }) => severity === 'warning'),
];
