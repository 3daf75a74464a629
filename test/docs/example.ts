/** A piece of TypeScript that documentation shows. */
export interface Example {
  /** Where it stands: the path of the file, seen from the repository. */
  readonly file: string;
  /** The line of its first line of code; 1 is the first line of the file. */
  readonly line: number;
  /** Every line of code stands on the line it has in the file, so that an error names the place to look at. */
  readonly code: string;
}

/** `README.md:12`. */
export const placeOf = ({ file, line }: Example): string => `${file}:${line}`;

/** Code lines on the lines they have in their file; what lies between is left blank. */
export const atTheirLines = (lines: ReadonlyMap<number, string>): string => {
  const last = Math.max(0, ...lines.keys());
  return `${Array.from({ length: last }, (_, index) => lines.get(index + 1) ?? '').join('\n')}\n`;
};
