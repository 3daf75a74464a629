import { canonicalJson } from '../../text/canonical-json.ts';
import { utf8Length } from '../../text/utf8-length.ts';
import { workflowLimits } from '../workflow-limits.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** E17: more than there may be. */
export const checkLimits = ({ definition, conditions }: CheckSubject): readonly Finding[] => [
  ...beyond(definition.steps.length, workflowLimits.steps, 'steps', ['steps']),
  ...beyond(definition.transitions.length, workflowLimits.transitions, 'transitions', ['transitions']),
  ...definition.steps.flatMap(({ id, timers = [] }) =>
    beyond(timers.length, workflowLimits.timers, 'timers', ['steps', id, 'timers']),
  ),
  // A condition that cannot be used may be no JSON.
  ...(conditions.every(({ issues }) => issues.length === 0)
    ? beyond(utf8Length(canonicalJson(definition)), workflowLimits.bytes, 'bytes', [])
    : []),
];

const beyond = (value: number, maximum: number, what: string, place: Place): readonly Finding[] =>
  value <= maximum
    ? []
    : [
        finding(
          'E17',
          'too_long',
          place,
          `${value} ${what} are too many; divide the workflow so that there are at most ${maximum}.`,
          { maximum },
        ),
      ];
