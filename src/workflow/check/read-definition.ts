import { parseInput } from '../../refusal/parse-input.ts';
import type { Decided, Issue } from '../../refusal/refusal.ts';
import { accept } from '../../refusal/refusal.ts';
import type { WorkflowDefinition } from '../definition.ts';
import { readWorkflow, workflowDocument } from '../workflow-document.ts';

/** The definition in a workflow of code or in a document, or what is wrong with its form; ids stand for the places in lists. */
export const readDefinition = (input: unknown): Decided<WorkflowDefinition> => {
  const document = isWorkflow(input) ? input.definition : input;
  const parsed = parseInput(workflowDocument, document);
  if (parsed.ok) return accept(readWorkflow(parsed.value));
  const issues = parsed.refusal.issues.map((issue) => ({ ...issue, path: byId(issue.path, document) }));
  return { ok: false, refusal: { ...parsed.refusal, issues } };
};

/** A workflow of code has its definition inside. */
const isWorkflow = (input: unknown): input is { readonly definition: unknown } =>
  typeof input === 'object' && input !== null && 'definition' in input && !('steps' in input);

/** Where something is in the lists of a document, told by ids. */
export const byId = ([list, position, ...rest]: Issue['path'], document: unknown): Issue['path'] => {
  if (list === undefined) return [];
  if (position === undefined) return [list];
  const elements = (document as Readonly<Record<string, unknown>>)[list];
  const element: unknown = Array.isArray(elements) ? elements[Number(position)] : null;
  if (typeof element !== 'object' || element === null) return [list, position, ...rest];
  const id = 'id' in element && typeof element.id === 'string' && element.id !== '' ? element.id : position;
  return [list, id, ...(rest[0] === 'timers' ? byId(rest, element) : rest)];
};
