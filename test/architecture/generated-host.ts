/** The program of a host with many large workflows: each is called by id and on tickets whose workflow is known. */
export const generatedHost = (size: {
  readonly workflows: number;
  readonly steps: number;
  readonly transitions: number;
  readonly calls: number;
}): string => {
  const workflows = numbers(size.workflows);
  const calls = numbers(size.calls).map((call) => {
    const [workflow, transition] = [call % size.workflows, (call * 11) % size.transitions];
    const input = modes[transition % modes.length] === 'required' ? `, { comment: 'Because' }` : '';
    return { workflow, named: `'t${workflow}_${transition}'${input}` };
  });
  const half = Math.floor(size.calls / 2);
  return [
    `import { defineArea, defineWorkflow, type Desk } from 'ticketwerk';`,
    ...workflows.map((workflow) => workflowText(workflow, size)),
    `const area = defineArea({ id: 'desk', name: 'Desk', workflows: [${workflows.map((one) => `w${one}`).join(', ')}] });`,
    'declare const desk: Desk<typeof area>;',
    `const ada = desk.as({ user: 'ada' });`,
    `const ticket = await ada.tickets.get('id');`,
    ...calls.slice(0, half).map(({ named }) => `await ada.tickets.transition('id', ${named});`),
    ...calls
      .slice(half)
      .map(
        ({ workflow, named }) =>
          `if (ticket.workflow === 'w${workflow}') await ada.tickets.transition(ticket, ${named});`,
      ),
    'export {};',
  ].join('\n');
};

const modes = ['none', 'optional', 'required'] as const;

const workflowText = (
  workflow: number,
  { steps, transitions }: { readonly steps: number; readonly transitions: number },
): string => {
  const categories = numbers(steps).map((step) => (step === 0 ? 'new' : step === steps - 1 ? 'closed' : 'open'));
  const stepTexts = categories.map((category, step) => `s${step}: { name: 'Step', category: '${category}' }`);
  const transitionTexts = numbers(transitions).map(
    (one) =>
      `t${workflow}_${one}: { name: 'Transition', from: ['s${one % steps}'], to: 's${(one * 7 + 1) % steps}', permission: 'work', comment: '${modes[one % modes.length]}' }`,
  );
  return `const w${workflow} = defineWorkflow({ id: 'w${workflow}', name: 'Workflow', initial: 's0', steps: { ${stepTexts.join(', ')} }, transitions: { ${transitionTexts.join(', ')} } });`;
};

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
