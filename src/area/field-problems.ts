import type { Issue } from '../refusal/refusal.ts';
import { foldText } from '../text/fold-text.ts';
import { identifierProblem } from '../text/identifier.ts';
import type { FieldInput } from './field.ts';

type Path = readonly (string | number)[];

const types: readonly FieldInput['type'][] = ['text', 'number', 'date', 'yes_no', 'choice', 'many'];

/** What makes a field unusable. */
export const fieldProblems = (id: string, field: FieldInput, path: Path): readonly Issue[] => {
  const idReason = identifierProblem(id);
  const options = 'of' in field && Array.isArray(field.of) ? field.of : [];
  const choosing = field.type === 'choice' || field.type === 'many';
  return [
    ...(idReason === null ? [] : [problem(path, 'bad_id', idReason)]),
    ...(types.includes(field.type)
      ? []
      : [problem([...path, 'type'], 'not_an_option', `The type of field "${id}" must be one of ${types.join(', ')}.`)]),
    ...(choosing && options.length === 0
      ? [problem([...path, 'of'], 'required', `Field "${id}" offers nothing to choose from.`)]
      : []),
    ...(new Set(options.map(foldText)).size < options.length
      ? [problem([...path, 'of'], 'duplicate_option', `Field "${id}" offers an option twice, perhaps in another case.`)]
      : []),
  ];
};

const problem = (path: Path, code: string, message: string): Issue => ({ path, code, message });
