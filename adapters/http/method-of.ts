/** The method of a surface that is named with dots, such as `preview.tickets.close`. */
export const methodOf = (surface: object, name: string): ((...input: readonly unknown[]) => Promise<unknown>) => {
  let found: unknown = surface;
  for (const part of name.split('.')) found = (found as Readonly<Record<string, unknown>>)[part];
  return found as (...input: readonly unknown[]) => Promise<unknown>;
};
