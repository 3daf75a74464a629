/** What a driver says about a failure. Query builders wrap the driver's error, so its causes are searched too. */
export const sqlError = (error: unknown): { readonly code: string | null; readonly constraint: string | null } => {
  for (let inner = error; typeof inner === 'object' && inner !== null; inner = 'cause' in inner ? inner.cause : null) {
    const { code, constraint } = inner as { readonly code?: unknown; readonly constraint?: unknown };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) {
      return { code, constraint: typeof constraint === 'string' ? constraint : null };
    }
  }
  return { code: null, constraint: null };
};
