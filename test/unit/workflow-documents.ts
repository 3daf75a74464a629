import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';

type Steps = WorkflowDocument['steps'];
type Transitions = WorkflowDocument['transitions'];

/** A workflow of a new and a closed step with further steps and transitions, in which nothing is wrong. */
export const flow = (
  steps: Steps = [],
  transitions: Transitions = [],
  more: Partial<WorkflowDocument> = {},
): WorkflowDocument => ({
  id: 'flow',
  name: 'Flow',
  initial: 'new',
  steps: [{ id: 'new', name: 'New', category: 'new' }, ...steps, { id: 'done', name: 'Done', category: 'closed' }],
  transitions: [way('close', 'new', 'done'), ...transitions],
  ...more,
});

export const open = (id: string, more: Partial<Steps[number]> = {}): Steps[number] => ({
  id,
  name: id,
  category: 'open',
  ...more,
});

export const way = (
  id: string,
  from: string | readonly string[],
  to: Transitions[number]['to'],
  more: Partial<Transitions[number]> = {},
): Transitions[number] => ({
  id,
  name: id,
  from: from === '*' ? '*' : [from].flat(),
  to,
  permission: 'work',
  ...more,
});
