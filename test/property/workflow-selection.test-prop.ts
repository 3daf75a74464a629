import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition } from '../../src/condition/condition.ts';
import { evaluateCondition } from '../../src/condition/evaluate-condition.ts';
import { ticketFacts } from '../../src/ticket/ticket-facts.ts';
import { checkWorkflow } from '../../src/workflow/check/check-workflow.ts';
import { ticketRow } from '../kit/store-contract/sample-rows.ts';

const fields = {
  severity: { type: 'choice', of: ['low', 'high'] },
  urgent: { type: 'yes_no' },
  amount: { type: 'number' },
  tags: { type: 'many', of: ['red', 'blue'] },
} as const;
const severity = fc.constantFrom('low', 'high');
const amount = fc.constantFrom(-1, 0, 4.5, 5, 6);
const subject = fc.constantFrom('Printer', 'printer', 'Scanner and printer', 'x');

const comparison: fc.Arbitrary<Condition> = fc.oneof(
  severity.map((is) => ({ field: 'fields.severity', is })),
  fc.boolean().map((is) => ({ field: 'fields.urgent', is })),
  fc.constantFrom('severity', 'urgent', 'amount', 'tags').map((id) => ({ field: `fields.${id}`, empty: true })),
  amount.map((atLeast) => ({ field: 'fields.amount', atLeast })),
  amount.map((atMost) => ({ field: 'fields.amount', atMost })),
  fc.subarray(['red', 'blue']).map((hasAny) => ({ field: 'fields.tags', hasAny })),
  subject.map((is) => ({ field: 'subject', is })),
  fc.constantFrom('print', 'scan').map((contains) => ({ field: 'subject', contains })),
);
const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2 },
    comparison,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node;

/** What a ticket may be created with. */
const ticket = fc
  .record({
    subject,
    severity: fc.option(severity),
    urgent: fc.option(fc.boolean()),
    amount: fc.option(amount),
    tags: fc.subarray(['red', 'blue']),
  })
  .map(({ subject, ...values }) => ticketRow('t', { subject, fields: values }));

const flow = {
  id: 'flow',
  name: 'Flow',
  initial: 'new',
  steps: [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'done', name: 'Done', category: 'closed' },
  ],
  transitions: [{ id: 'close', name: 'Close', from: ['new'], to: 'done', permission: 'work' }],
} as const;

test('a rule that is said never to get its turn gets none for any ticket, and few that get none are missed', () => {
  const tickets = fc.sample(ticket, { numRuns: 400, seed: 1 });
  const count = { shadowed: 0, missed: 0, chosen: 0 };
  fc.assert(
    fc.property(fc.array(condition, { minLength: 2, maxLength: 6 }), (conditions) => {
      const rules = conditions.map((when, index) => ({
        id: `r${index}`,
        name: `Rule ${index}`,
        when,
        workflow: 'flow',
      }));
      const { findings, unchecked } = checkWorkflow(flow, { fields, selection: { rules, fallback: 'flow' } });
      expect(findings.map(({ code }) => code).filter((code) => code !== 'E13' && code !== 'E09')).toEqual([]);
      expect(unchecked.filter(({ needs }) => needs === 'simpler_condition')).toEqual([]);
      const idle = new Set(findings.map(({ place }) => place[2]));
      const chosen = new Set(
        tickets.map((row) => rules.find(({ when }) => evaluateCondition(when, ticketFacts(row), null))?.id),
      );
      for (const { id } of rules) {
        if (idle.has(id)) expect(chosen.has(id)).toBe(false);
        else count[chosen.has(id) ? 'chosen' : 'missed'] += 1;
      }
      count.shadowed += idle.size;
    }),
    { numRuns: 300 },
  );
  expect(count.shadowed).toBeGreaterThan(30);
  expect(count.missed).toBeLessThan(count.shadowed);
});
