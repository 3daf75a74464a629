/** How ids in definitions look. Other forms break XState targets, JSON key order or SQL folding. */
const identifierPattern = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

/** `machine.resolveState('toString')` silently gives the initial step: every name of Object.prototype is reserved. */
const reserved = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Why an id of a definition cannot be used, or null if it can. */
export const identifierProblem = (id: string): string | null => {
  if (!identifierPattern.test(id)) {
    return `"${id}" is not an id: start with a letter, then at most 62 letters, digits, "_" or "-".`;
  }
  return reserved.has(id) ? `"${id}" is reserved by JavaScript; choose another id.` : null;
};
