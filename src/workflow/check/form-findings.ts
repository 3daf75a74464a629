import type { Issue } from '../../refusal/refusal.ts';
import type { CheckCode } from './check-codes.ts';
import { type Finding, finding } from './finding.ts';

/** What is wrong with the form of a document, as findings. */
export const formFindings = (issues: readonly Issue[]): readonly Finding[] =>
  issues.map((issue) => finding(codeOf(issue), issue.code, issue.path, issue.message, issue.params));

/** What is missing or too long belongs to the check of what it should have been. */
const codeOf = ({ path, code }: Issue): CheckCode => {
  const key = path.at(-1);
  if (code === 'too_long' && (key === 'steps' || key === 'transitions' || key === 'timers')) return 'E17';
  if (code !== 'required') return 'E00';
  if (key === 'permission') return 'E10';
  if (key === 'fallback') return 'E13';
  return key === 'initial' ? 'E03' : 'E00';
};
