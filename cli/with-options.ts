import { isRefused } from '../src/index.ts';
import { UsageError } from './command.ts';

/** Runs what takes options that the user wrote; what is wrong with these is a problem of the call. */
export const withOptions = <T>(run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (!isRefused(error)) throw error;
    const lines = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new UsageError(['What was told beside the workflow cannot be used:', ...lines].join('\n'));
  }
};
