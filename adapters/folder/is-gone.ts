/** For a catch: undefined where the file or directory is not there (any more), anything else is thrown again. */
export const isGone = (error: unknown): undefined => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
};
