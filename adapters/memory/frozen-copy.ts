import { deepFreeze } from '../../src/text/deep-freeze.ts';

/** What is kept is a copy that nobody can change. It goes through JSON, so that nothing survives here that a database would not keep. */
export const frozenCopy = <T>(value: T): T => deepFreeze(JSON.parse(JSON.stringify(value)) as T);
