import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { readWorkflow, workflowDocument } from '../../src/workflow/workflow-document.ts';
import { workflowJsonSchema } from '../../src/workflow/workflow-json-schema.ts';

const { definition } = defineWorkflow({
  id: 'incident',
  name: 'Incident',
  description: 'Something does not work.',
  initial: 'new',
  steps: {
    new: {
      name: 'New',
      category: 'new',
      color: '#1565c0',
      description: 'Nobody has looked yet.',
      meta: { icon: 'bell' },
    },
    doing: {
      name: 'In progress',
      category: 'open',
      publicLabel: 'Being worked on',
      renamedFrom: ['busy'],
      timers: { away: { after: 'P3DT12H', transition: 'away' } },
    },
    closed: { name: 'Closed', category: 'closed' },
  },
  transitions: {
    take: {
      name: 'Take',
      from: ['new'],
      to: 'doing',
      permission: 'work',
      responsible: { mode: 'none', default: 'actor', among: { permission: 'work' } },
      description: 'You are responsible then.',
    },
    away: { name: 'Away', from: '*', to: { workflow: 'problem', step: 'late' }, permission: 'work' },
    back: { name: 'Back', from: ['new'], to: { return: true, fallback: { workflow: 'problem' } }, permission: 'work' },
    close: {
      name: 'Close',
      from: ['doing'],
      to: 'closed',
      permission: 'work',
      comment: 'required',
      condition: { all: [{ not: { field: 'responsible', is: { actor: true } } }, { field: 'subject', in: ['a'] }] },
      confirm: true,
      meta: { tone: 'danger', order: 3 },
    },
  },
});

/** As an editor would judge a document that somebody changed. */
const accepts = (change: (document: Record<string, never>) => void): boolean => {
  const document = structuredClone(definition) as unknown as Record<string, never>;
  change(document);
  return z.fromJSONSchema(workflowJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]).safeParse(document).success;
};
type Loose = { steps: Record<string, unknown>[]; transitions: Record<string, unknown>[] };
const change = (act: (document: Loose) => void) => accepts((document) => act(document as unknown as Loose));

describe('the JSON Schema of a workflow', () => {
  test('is the one in the documentation; npm run docs:schema writes it', () => {
    expect(JSON.parse(readFileSync('docs/workflow.schema.json', 'utf8'))).toEqual(workflowJsonSchema());
  });

  test('takes what a workflow of code is stored as', () => {
    expect(change(() => {})).toBe(true);
  });

  test('refuses what has another form', () => {
    const wrong: readonly ((document: Loose) => void)[] = [
      (document) => Object.assign(document, { colour: 'red' }),
      (document) => Object.assign(document.steps[0] as object, { category: 'late' }),
      (document) => Object.assign(document.transitions[0] as object, { permission: undefined, to: 5 }),
      (document) => Object.assign(document.transitions[1] as object, { to: { step: 'late' } }),
      (document) =>
        Object.assign(document.transitions[2] as object, { to: { return: false, fallback: { workflow: 'a' } } }),
      (document) => Object.assign(document.transitions[0] as object, { responsible: { default: 'actor' } }),
      (document) => Object.assign(document.transitions[3] as object, { condition: { field: 'subject' } }),
      (document) =>
        Object.assign(document.transitions[3] as object, { condition: { field: 'subject', resembles: 'x' } }),
      (document) => Object.assign(document.transitions[3] as object, { condition: { all: [{ not: 5 }] } }),
    ];
    expect(wrong.map(change)).toEqual(wrong.map(() => false));
  });
});

test('the stored form of a workflow is a document again, and reading it gives the same', () => {
  const parsed = workflowDocument.parse(JSON.parse(JSON.stringify(definition)));
  expect(readWorkflow(parsed)).toEqual(definition);
});

test('a document may name its schema and its form; a desk reads it the same', () => {
  const read = (more: object) => readWorkflow(workflowDocument.parse({ ...definition, ...more }));
  expect(read({ $schema: './workflow.schema.json', schema: 1 })).toEqual(read({}));
  expect(workflowDocument.safeParse({ ...definition, schema: 2 }).success).toBe(false);
});
