import { describe, expect, test } from 'vitest';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { drawDot } from '../../src/workflow/draw/draw-dot.ts';
import { drawMermaid } from '../../src/workflow/draw/draw-mermaid.ts';
import { drawPlantUml } from '../../src/workflow/draw/draw-plant-uml.ts';
import { labelText } from '../../src/workflow/draw/label-text.ts';
import { stepColors } from '../../src/workflow/draw/step-colors.ts';
import { ticketTrace } from '../../src/workflow/draw/ticket-trace.ts';
import { workflowGraph } from '../../src/workflow/draw/workflow-graph.ts';
import type { StepLogEntry } from '../../src/workflow/step-log.ts';

const { definition } = defineWorkflow({
  id: 'flow',
  name: 'Flow',
  initial: 'new',
  steps: {
    new: { name: 'New', category: 'new' },
    doing: { name: 'Doing', category: 'open', color: '#C62828' },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    start: { name: 'Start', from: ['new', 'closed'], to: 'doing', permission: 'work', permissionFromClosed: 'reopen' },
    close: { name: 'Close', from: ['doing'], to: 'closed', permission: 'work' },
  },
});
const trace = { current: 'doing', visited: ['new', 'doing'], taken: [{ from: 'new', transition: 'start' }] } as const;

describe('the graph of a workflow', () => {
  test('has a transition for each step it starts from, with the word that is needed there', () => {
    const { initial, transitions } = workflowGraph(definition);
    expect(initial).toBe('s0');
    expect(transitions.map(({ id, from, to, permission }) => [id, from, to, permission])).toEqual([
      ['start', 's0', 's1', 'work'],
      ['start', 's2', 's1', 'reopen'],
      ['close', 's1', 's2', 'work'],
    ]);
  });

  test('marks where a ticket is, where it was and what it took, and nothing without one', () => {
    const { steps, transitions } = workflowGraph(definition, trace);
    expect(steps.map(({ mark }) => mark)).toEqual(['visited', 'current', null]);
    expect(transitions.map(({ taken }) => taken)).toEqual([true, false, false]);
    const bare = workflowGraph(definition, { current: 'removed', visited: ['toString'] });
    expect(bare.steps.map(({ mark }) => mark)).toEqual([null, null, null]);
    expect(bare.transitions.some(({ taken }) => taken)).toBe(false);
  });

  test('draws a transition once for a step that it names twice', () => {
    const transitions = definition.transitions.map((one) => ({ ...one, from: [...one.from, ...one.from] }));
    expect(workflowGraph({ ...definition, transitions })).toEqual(workflowGraph(definition));
  });

  test('shows a step that is named and not there', () => {
    const [close] = definition.transitions.filter(({ id }) => id === 'close');
    const { initial, steps } = workflowGraph({
      ...definition,
      initial: 'nwe',
      transitions: close === undefined ? [] : [{ ...close, to: 'colsed' }],
    });
    expect(initial).toBe('s3');
    expect(steps.map(({ id, name, category }) => [id, name, category])).toEqual([
      ['new', 'New', 'new'],
      ['doing', 'Doing', 'open'],
      ['closed', 'Closed', 'closed'],
      ['nwe', 'nwe', null],
      ['colsed', 'colsed', null],
    ]);
  });
});

describe('ways out of a workflow', () => {
  const leaving = defineWorkflow({
    id: 'flow',
    name: 'Flow',
    initial: 'new',
    steps: { new: { name: 'New', category: 'new' }, 'problem: late': { name: 'Late', category: 'open' } },
    transitions: {
      away: { name: 'Away', from: '*', to: { workflow: 'problem' }, permission: 'work' },
      late: { name: 'Late', from: ['new'], to: { workflow: 'problem', step: 'late' }, permission: 'work' },
      again: { name: 'Again', from: ['new'], to: { workflow: 'problem', step: 'late' }, permission: 'work' },
      back: {
        name: 'Back',
        from: ['new'],
        to: { return: true, fallback: { workflow: 'problem' } },
        permission: 'work',
      },
    },
  }).definition;

  test('lead to places of their own, which stand after the steps, each once, with their workflow and step', () => {
    const { steps, transitions } = workflowGraph(leaving, { visited: ['problem: late'], current: 'problem' });
    expect(steps.map(({ key, name, category, outside, mark }) => [key, name, category, outside, mark])).toEqual([
      ['s0', 'New', 'new', null, null],
      ['s1', 'Late', 'open', null, 'visited'],
      ['s2', 'problem', null, 'workflow', null],
      ['s3', 'problem: late', null, 'workflow', null],
      ['s4', 'back, or problem', null, 'return', null],
    ]);
    expect(transitions.map(({ id, from, to }) => `${id} ${from} ${to}`)).toEqual([
      ...['away s0 s2', 'away s1 s2', 'late s0 s3', 'again s0 s3', 'back s0 s4'],
    ]);
  });

  test('are drawn with a broken line, in the colours of no category', () => {
    const box = (line: RegExp, picture: string) => picture.split('\n').find((one) => line.test(one));
    expect(drawMermaid(leaving)).toContain('s3("problem#58; late")\nstyle s3 fill:#f3f4f6,stroke:#4b5563,');
    expect(box(/^style s3/, drawMermaid(leaving))).toMatch(/,stroke-dasharray:4$/);
    expect(box(/^s4 \[/, drawDot(leaving))).toMatch(
      /^s4 \[label="back, or problem" .* style="rounded,filled,dashed"\]$/,
    );
    expect(box(/ as s4 /, drawPlantUml(leaving))).toMatch(/;line\.dashed$/);
  });

  test('are drawn also where nobody has said where they lead', () => {
    const transitions = leaving.transitions.map((one) => ({ ...one, to: { return: true } as never }));
    expect(workflowGraph({ ...leaving, transitions }).steps.at(-1)?.name).toBe('back, or nowhere');
    const nowhere = leaving.transitions.map((one) => ({ ...one, to: undefined as never }));
    expect(workflowGraph({ ...leaving, transitions: nowhere }).steps.at(-1)?.name).toBe('nowhere');
  });
});

test('Mermaid: steps with colours, transitions with name and permission, thick where a ticket went', () => {
  expect(drawMermaid(definition, trace).split('\n')).toEqual([
    'flowchart TD',
    'accTitle: Flow',
    'start((" "))',
    's0("New")',
    'style s0 fill:#dbeafe,stroke:#1d4ed8,color:#111827,stroke-width:2px',
    's1("Doing")',
    'style s1 fill:#c62828,stroke:#b45309,color:#ffffff,stroke-width:4px',
    's2("Closed")',
    'style s2 fill:#dcfce7,stroke:#15803d,color:#111827,stroke-width:1px',
    'start --> s0',
    's0 ==>|"Start<br/>[work]"| s1',
    's2 -->|"Start<br/>[reopen]"| s1',
    's1 -->|"Close<br/>[work]"| s2',
    '',
  ]);
  expect(drawMermaid(definition, { direction: 'right' })).toMatch(/^flowchart LR\n/);
});

test('DOT: steps with colours, transitions with name and permission, thick where a ticket went', () => {
  const lines = drawDot(definition, trace).split('\n');
  expect(lines).toContain('rankdir=TB');
  expect(lines).toContain('s1 [label="Doing" fillcolor="#c62828" color="#b45309" fontcolor="#ffffff" penwidth=4]');
  expect(lines.slice(-6)).toEqual([
    'start -> s0',
    's0 -> s1 [label="Start\\n[work]" penwidth=3 color="#1d4ed8"]',
    's2 -> s1 [label="Start\\n[reopen]"]',
    's1 -> s2 [label="Close\\n[work]"]',
    '}',
    '',
  ]);
  expect(drawDot(definition, { direction: 'right' })).toContain('\nrankdir=LR\n');
});

test('PlantUML: steps with colours, transitions with name and permission, thick where a ticket went', () => {
  const lines = drawPlantUml(definition, trace).split('\n');
  expect(lines).not.toContain('left to right direction');
  expect(lines.slice(8)).toEqual([
    'state "New" as s0 <<visited>> #dbeafe;line:1d4ed8;text:111827',
    'state "Doing" as s1 <<current>> #c62828;line:b45309;text:ffffff',
    'state "Closed" as s2 #dcfce7;line:15803d;text:111827',
    '[*] --> s0',
    's0 -[#1d4ed8,thickness=3]-> s1 : Start\\n[work]',
    's2 --> s1 : Start\\n[reopen]',
    's1 --> s2 : Close\\n[work]',
    '@enduml',
    '',
  ]);
  expect(drawPlantUml(definition, { direction: 'right' })).toContain('\nleft to right direction\n');
});

describe('the way of a ticket', () => {
  const place = (workflow: string, step: string) => ({
    workflow,
    workflowName: workflow,
    workflowVersion: 1,
    step,
    stepName: step,
    publicLabel: step,
    category: 'open' as const,
  });
  const entry = (
    kind: StepLogEntry['kind'],
    from: StepLogEntry['from'],
    to: StepLogEntry['to'],
    transition: string | null = null,
  ): StepLogEntry => ({
    seq: 1,
    at: '2026-03-03T13:00:00.000Z',
    actor: { user: 'ada' },
    kind,
    from,
    to,
    transition: transition === null ? null : { id: transition, name: transition },
    comment: null,
    responsible: null,
    via: 'single',
    dwell: null,
  });
  const log = [
    entry('created', null, place('other', 'asked')),
    entry('switched', place('other', 'asked'), place('flow', 'new')),
    entry('moved', place('flow', 'new'), place('flow', 'doing'), 'start'),
    entry('moved', place('flow', 'doing'), place('flow', 'new'), 'back'),
    entry('moved', place('flow', 'new'), place('flow', 'doing'), 'start'),
  ];

  test('is read off its step log', () => {
    const start = { from: 'new', transition: 'start' };
    expect(ticketTrace(definition, log)).toEqual({
      current: 'doing',
      visited: ['new', 'doing'],
      taken: [start, { from: 'doing', transition: 'back' }, start],
    });
  });

  test('has the transition by which it left, and not the one by which it came back', () => {
    const elsewhere = [
      entry('created', null, place('flow', 'new')),
      entry('moved', place('flow', 'new'), place('other', 'new'), 'start'),
      entry('moved', place('other', 'new'), place('flow', 'doing'), 'start'),
    ];
    const left = [{ from: 'new', transition: 'start' }];
    expect(ticketTrace(definition, elsewhere)).toEqual({ current: 'doing', visited: ['new', 'doing'], taken: left });
    expect(ticketTrace(definition, elsewhere.slice(0, 2))).toEqual({ visited: ['new'], taken: left });
  });

  test('leaves out what happened in another workflow', () => {
    expect(ticketTrace({ id: 'other' }, log)).toEqual({ visited: ['asked'], taken: [] });
    expect(ticketTrace(definition, [])).toEqual({ visited: [], taken: [] });
  });
});

test.each([
  ['two\nlines\t and  more ', 'two lines and more'],
  ['\u202Egnirts\u2066', 'gnirts'],
  ['a\u0000\u001b\u0085b', 'a b'],
  ['\uE100\uFFFE', '\uFFFD\uFFFD'],
  ['', '(no name)'],
  [' \u0007 ', '(no name)'],
  ['x'.repeat(201), `${'x'.repeat(199)}…`],
])('the label %j is shown as %j', (name, label) => {
  expect(labelText(name)).toBe(label);
});

test.each([
  ['#fff', '#ffffff', '#111827'],
  ['#000', '#000000', '#ffffff'],
  [' #FDD835 ', '#fdd835', '#111827'],
  ['#1565c0', '#1565c0', '#ffffff'],
])('on the colour %s, which is %s, text is %s', (color, fill, text) => {
  expect(stepColors('open', color)).toEqual({ fill, border: '#b45309', text });
});

test('a colour that is no #rgb or #rrggbb is left to the category', () => {
  for (const color of ['teal', '#12345', 'url(#x)', '#ffff', '']) {
    expect(stepColors('pending', color)).toEqual(stepColors('pending', undefined));
  }
});

describe('a timer', () => {
  const timed = defineWorkflow({
    id: 'flow',
    name: 'Flow',
    initial: 'new',
    steps: {
      new: { name: 'New', category: 'new' },
      waiting: {
        name: 'Waiting',
        category: 'pending',
        timers: { soon: { after: 'PT4H', transition: 'close' }, late: { after: 'P3D', transition: 'close' } },
      },
      closed: { name: 'Closed', category: 'closed' },
    },
    transitions: {
      wait: { name: 'Wait', from: ['new'], to: 'waiting', permission: 'work' },
      close: { name: 'Close', from: ['new', 'waiting'], to: 'closed', permission: 'work' },
    },
  }).definition;

  test('stands at the way it takes from its step, and at no other', () => {
    expect(workflowGraph(timed).transitions.map(({ from, id, after }) => [from, id, after])).toEqual([
      ['s0', 'wait', null],
      ['s0', 'close', null],
      ['s1', 'close', '4 hours, 3 days'],
    ]);
    expect(drawMermaid(timed)).toContain('s1 -->|"Close<br/>[work]<br/>after 4 hours#44; 3 days"| s2\n');
    expect(drawDot(timed)).toContain('s1 -> s2 [label="Close\\n[work]\\nafter 4 hours, 3 days"]\n');
    expect(drawPlantUml(timed)).toContain('s1 --> s2 : Close\\n[work]\\nafter 4 hours<U+002C> 3 days\n');
  });

  test('is drawn with what it says where that is no duration', () => {
    const odd = timed.steps.map((step) => ({
      ...step,
      timers: [{ id: 'x', after: '"]; evil', transition: 'close' }],
    }));
    expect(drawDot({ ...timed, steps: odd })).toContain('after \\"]; evil"]');
  });
});
