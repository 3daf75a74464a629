import { type Finding, finding } from '../check/finding.ts';
import type { InputMode, TransitionDefinition, WorkflowDefinition } from '../definition.ts';
import { responsibleRule } from '../responsible-rule.ts';

type Input = 'comment' | 'responsible';

const modeOf = (transition: TransitionDefinition, input: Input): InputMode =>
  input === 'comment' ? transition.comment : responsibleRule(transition).mode;

/** W10: inputs that callers could leave out and no longer can. */
export const inputFindings = (before: WorkflowDefinition, after: WorkflowDefinition): readonly Finding[] =>
  after.transitions.flatMap((transition) => {
    const was = before.transitions.find(({ id }) => id === transition.id);
    return (['comment', 'responsible'] as const).flatMap((input) =>
      was === undefined || modeOf(was, input) === 'required' || modeOf(transition, input) !== 'required'
        ? []
        : [
            finding(
              'W10',
              'input_required',
              ['transitions', transition.id, input],
              `"${transition.id}" would need a ${input} that callers could leave out; tell whoever calls it before you publish.`,
              { transition: transition.id, input },
            ),
          ],
    );
  });
