import { describe, expect, test } from 'vitest';
import { deriveShortDescription, shortDescriptionLength } from '../../src/actions/short-description.ts';

const letters = (text: string): number =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length;

describe('a derived short description', () => {
  test('is a short text as it is, on one line', () => {
    expect(deriveShortDescription('The cable is broken.')).toBe('The cable is broken.');
    expect(deriveShortDescription('  First line\n\n\tsecond   line \r\n')).toBe('First line second line');
    expect(deriveShortDescription('x'.repeat(60))).toBe('x'.repeat(60));
  });

  test('is cut at a word boundary, with an ellipsis', () => {
    const cut = deriveShortDescription(
      'We have ordered a new cable for the printer, which should arrive on Friday morning.',
    );
    expect(cut).toBe('We have ordered a new cable for the printer, which should…');
    expect(letters(cut)).toBeLessThanOrEqual(shortDescriptionLength);
    const exact = `${'a'.repeat(59)} tail`;
    expect(deriveShortDescription(exact)).toBe(`${'a'.repeat(59)}…`);
  });

  test('cuts a single long word hard, never inside a letter people see', () => {
    expect(deriveShortDescription('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`);
    const family = '👩‍👩‍👧‍👦';
    expect(deriveShortDescription(family.repeat(100))).toBe(`${family.repeat(59)}…`);
    expect(deriveShortDescription('e\u0301'.repeat(100))).toBe(`${'é'.repeat(59)}…`);
  });

  test('says that something was cut, also when the rest of a huge text is white space and a word', () => {
    expect(deriveShortDescription(`Short${' '.repeat(5000)}tail`)).toMatch(/^Short.*…$|^Short tail$/);
  });
});
