import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findNumbers } from '../../src/area/find-numbers.ts';
import { formatNumber, parseNumberFormat } from '../../src/area/number-format.ts';
import { subjectWithNumber } from '../../src/notifications/subject-with-number.ts';

const formats = [
  ['{areaKey}-{yyyy}-{count:5}', 'HD'],
  ['{areaKey}-{yyyy}-{count:5}', 'CARE'],
  ['{yyyy}{mm}-{areaKey}{count:4}', 'X'],
].map(([source = '', areaKey = '']) =>
  parseNumberFormat(source, { areaKey, start: 1, reset: 'year', timeZone: 'UTC' }),
);
const drawn = fc
  .record({
    of: fc.nat({ max: formats.length - 1 }),
    count: fc.integer({ min: 1, max: 2_000_000 }),
    year: fc.integer({ min: 2000, max: 2099 }),
  })
  .map(({ of, count, year }) =>
    formatNumber(formats[of] as (typeof formats)[number], count, new Date(Date.UTC(year, 6, 1))),
  );
const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('AW:', 'Re: WG:', '[Ticket]', '\r\n ', 'HD-', 'HD-2026-', '#', '2026-0001'),
  drawn,
);
const subject = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const prefix = fc.constantFrom('', 'Re: ', 'AW: Re: WG: ', 'Fwd: ', 'RE:');
const marker = fc.constantFrom('[#{number}]', '({number})', 'Ticket {number}');

test('from every subject the desk writes, also behind prefixes of replies and in other case, its ticket is found first', () => {
  fc.assert(
    fc.property(subject, drawn, prefix, marker, (text, number, reply, tag) => {
      const written = subjectWithNumber(text, number, { marker: tag, formats });
      expect(written).not.toMatch(/[\r\n]/);
      expect(findNumbers(`${reply}${written}`, formats)[0]).toBe(number);
      expect(findNumbers(`${reply}${written}`.toLowerCase(), formats)[0]).toBe(number);
      expect(subjectWithNumber(written, number, { marker: tag, formats })).toBe(written);
    }),
    { numRuns: 300 },
  );
});
