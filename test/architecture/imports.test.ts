import { describe, expect, test } from 'vitest';
import { rules, violationsIn } from './arrows.ts';

const violations = violationsIn('.');

describe('no import of the repository breaks the rule', () => {
  test.each(rules.map(({ name, comment }) => ({ sentence: name.replaceAll('-', ' '), name, comment })))(
    '$sentence',
    ({ name, comment }) => {
      const broken = violations.filter(({ rule }) => rule === name).map(({ from, to }) => `${from} → ${to}`);
      expect(broken, comment).toEqual([]);
    },
  );
});
