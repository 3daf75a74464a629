import { type Finding, finding } from '../check/finding.ts';
import type { StepFate } from './step-fates.ts';

/** W11: steps whose tickets some who could close them no longer can, or nobody. */
export const outlookFindings = (fates: readonly StepFate[]): readonly Finding[] =>
  fates.flatMap(({ step, to, tickets, outlook, lost }) => {
    if (to === null || outlook === 'same' || outlook === 'unmapped') return [];
    const place = ['steps', to];
    const params = { step, to, tickets, lost };
    const concerned = tickets === null ? '' : `, ${tickets} of them now`;
    return outlook === 'nobody'
      ? [
          finding(
            'W11',
            'nobody_may_close',
            place,
            `Nobody could close tickets of step "${step}" any more${concerned}; keep a way to a closed step, or move them first.`,
            params,
          ),
        ]
      : [
          finding(
            'W11',
            'coalition_lost',
            place,
            `${named(lost)} could no longer close tickets of step "${step}"${concerned}; give them the words of a way to a closed step.`,
            params,
          ),
        ];
  });

const named = (lost: StepFate['lost']): string =>
  lost.map((roles) => roles.map((role) => `"${role}"`).join(' with ')).join(', ');
