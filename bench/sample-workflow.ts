import type { Condition, WorkflowCheckOptions, WorkflowDocument } from 'ticketwerk';

/** How large a workflow is, and how many roles work it. */
export interface WorkflowSize {
  readonly steps: number;
  readonly transitions: number;
  readonly roles: number;
}

/** A strongly connected workflow whose words are spread over the roles, always the same for a size: two roles hold each word. */
export const sampleWorkflow = (
  size: WorkflowSize,
): { readonly workflow: WorkflowDocument; readonly options: WorkflowCheckOptions } => {
  const next = chance(42);
  const closed = (index: number) => index >= size.steps - 2;
  const open = size.steps - 2;
  const words = Array.from({ length: size.roles }, (_, index) => `word${index}`);
  const pick = (count: number) => Math.floor(next() * count);
  return {
    workflow: {
      id: 'sample',
      name: 'Sample',
      initial: 's0',
      steps: Array.from({ length: size.steps }, (_, index) => ({
        id: `s${index}`,
        name: `Step ${index}`,
        category: closed(index) ? 'closed' : index === 0 ? 'new' : 'open',
      })),
      transitions: Array.from({ length: size.transitions }, (_, index) => ({
        id: `t${index}`,
        name: `Transition ${index}`,
        // The first ones make a chain to the end, so that every step is reached and left.
        from: [`s${index < open ? index : pick(open)}`],
        to: `s${index < size.steps - 2 ? index + 1 : pick(size.steps)}`,
        permission: words[pick(words.length)] ?? 'word0',
        ...(index % 2 === 0 ? { condition: conditionOf(index), message: 'Not yet.' } : {}),
      })),
    },
    options: {
      roles: Object.fromEntries(
        words.map((word, index) => [`role${index}`, [word, words[(index + 1) % words.length] ?? word]]),
      ),
      users: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`u${index}`, [`role${index % size.roles}`]])),
      words,
      fields: { severity: { type: 'choice', of: ['low', 'high'] }, amount: { type: 'number' }, due: { type: 'date' } },
      others: [],
      portal: false,
    },
  };
};

const conditionOf = (index: number): Condition => ({
  all: [
    { field: 'fields.severity', is: index % 4 === 0 ? 'low' : 'high' },
    {
      any: [
        { field: 'fields.amount', atLeast: index },
        { field: 'fields.due', before: '2026-06-01' },
      ],
    },
    { not: { field: 'subject', contains: 'test' } },
  ],
});

/** Numbers from 0 to 1 that look like chance and are the same every time. */
const chance = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};
