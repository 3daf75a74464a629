import type { Finding, Unchecked } from '../src/index.ts';

/** One line for each finding: code, weight, place, sentence. */
export const findingLines = (findings: readonly Finding[]): readonly string[] =>
  findings.map(
    ({ code, severity, place, message }) => `  ${code} ${severity.padEnd(7)} ${place.join('.') || '.'}: ${message}`,
  );

/** `2 errors, 1 warning`. */
export const tally = (findings: readonly Finding[]): string => {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}`;
};

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What the checks would need to find more. */
export const uncheckedLines = (unchecked: readonly Unchecked[]): readonly string[] => {
  if (unchecked.some(({ needs }) => needs === 'form')) return ['  Nothing else was checked.'];
  const needs = [...new Set(unchecked.map((one) => one.needs))];
  const more = needs.map((need) => {
    const codes = unchecked.filter((one) => one.needs === need).map(({ code }) => code);
    return `${need} (${[...new Set(codes)].join(', ')})`;
  });
  return more.length === 0 ? [] : [`  More would be found with ${more.join(', ')}.`];
};

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');
