import { foldText } from '../text/fold-text.ts';

/**
 * The value of a custom field as a text that compares as the value does, byte by byte: `b0`, `b1`, `n…` for numbers and
 * `t…` for folded texts, so that values of different types never mix. Empty is null; a list gives the keys of its texts.
 */
export const valueKey = (value: unknown): string | readonly string[] | null => {
  if (Array.isArray(value)) {
    const keys = value.flatMap((one) => (typeof one === 'string' ? textKey(one) : []));
    return keys.length === 0 ? null : keys;
  }
  return scalarKey(value);
};

/** The same for a single value; a list is null. */
export const scalarKey = (value: unknown): string | null => {
  switch (typeof value) {
    case 'string':
      return value === '' ? null : textKey(value);
    case 'number':
      return numberKey(value);
    case 'boolean':
      return value ? 'b1' : 'b0';
    default:
      return null;
  }
};

export const textKey = (text: string): string => `t${foldText(text)}`;

/** The bits of a double in hex; turned over so that they sort as the numbers do. */
const numberKey = (value: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  // Zero has two forms, which are equal.
  view.setFloat64(0, value === 0 ? 0 : value);
  const [high, low] = [view.getUint32(0), view.getUint32(4)];
  return high >= 0x8000_0000 ? `n${hex(~high)}${hex(~low)}` : `n${hex(high | 0x8000_0000)}${hex(low)}`;
};

const hex = (bits: number): string => (bits >>> 0).toString(16).padStart(8, '0');
