/** One value that two JSON documents have differently; null stands for what is not there. */
export interface Difference {
  readonly path: readonly string[];
  readonly from: unknown;
  readonly to: unknown;
}

/** Where two JSON documents differ. Lists are compared as a whole. */
export const jsonDifferences = (from: unknown, to: unknown, path: readonly string[] = []): readonly Difference[] => {
  if (!(isObject(from) || from === undefined) || !(isObject(to) || to === undefined) || from === to)
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from: from ?? null, to: to ?? null }];
  const [before, after] = [from ?? {}, to ?? {}];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => jsonDifferences(before[key], after[key], [...path, key]));
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
