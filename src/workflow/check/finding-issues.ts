import type { Issue } from '../../refusal/refusal.ts';
import type { Finding } from './finding.ts';

/** The errors among findings, as issues with which a desk refuses what they are about. */
export const findingIssues = (findings: readonly Finding[], path: Issue['path']): readonly Issue[] =>
  findings.flatMap(({ severity, reason, place, message, params, code }) =>
    severity === 'error'
      ? [{ path: [...path, ...place], code: reason, message, params: { ...params, check: code } }]
      : [],
  );
