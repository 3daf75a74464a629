import { beforeAll, describe, expect, test } from 'vitest';
import { rules, type Violation, violationsIn } from './arrows.ts';

let violations: readonly Violation[];

beforeAll(() => {
  violations = violationsIn('.');
}, 60_000);

describe('no import of the repository breaks the rule', () => {
  test.each(rules.map(({ name, comment }) => ({ sentence: name.replaceAll('-', ' '), name, comment })))(
    '$sentence',
    ({ name, comment }) => {
      const broken = violations.filter(({ rule }) => rule === name).map(({ from, to }) => `${from} → ${to}`);
      expect(broken, comment).toEqual([]);
    },
  );
});
