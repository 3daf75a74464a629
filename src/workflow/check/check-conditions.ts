import type { Issue } from '../../refusal/refusal.ts';
import type { CheckedCondition, CheckSubject } from './check-subject.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** E08, E09, W02 and W12: conditions that cannot be used, that never or always hold, or that do not say why they block. */
export const checkConditions = ({ conditions }: CheckSubject): readonly Finding[] => [
  ...conditions.flatMap(conditionFindings),
  ...conditions.flatMap(({ transition: { id, name, whenBlocked, message } }) =>
    whenBlocked === 'disable' && message === undefined
      ? [
          finding(
            'W12',
            'message_missing',
            ['transitions', id, 'message'],
            `"${name}" is shown disabled while its condition does not hold; add a message that says what is missing.`,
          ),
        ]
      : [],
  ),
];

const conditionFindings = ({ transition: { id, name }, issues, truth }: CheckedCondition): readonly Finding[] => {
  const place = ['transitions', id, 'condition'];
  if (issues.length > 0) return issues.map(unusable);
  if (truth === 'never') return [impossible(place)];
  return truth === 'always'
    ? [
        finding(
          'W02',
          'always_true',
          place,
          `The condition of "${name}" always holds; remove it or say what was meant.`,
        ),
      ]
    : [];
};

/** E08, or E17 where it is only too much. */
export const unusable = ({ path, code, message, params }: Issue): Finding =>
  finding(code === 'too_deep' || code === 'too_long' ? 'E17' : 'E08', code, path, message, params);

/** E09. */
export const impossible = (place: Place): Finding =>
  finding('E09', 'never_true', place, 'This condition can never hold, no ticket satisfies it; loosen it.');
