import type { Refusal } from '../refusal/refusal.ts';

/** What a preview answers where the command would be refused. */
export interface NotAllowed {
  readonly allowed: false;
  readonly refusal: Refusal;
  /** Inputs that are missing, such as `comment`. */
  readonly needs: readonly string[];
}

export const notAllowed = (refusal: Refusal): NotAllowed => ({
  allowed: false,
  refusal,
  needs: refusal.issues.filter(({ code }) => code === 'required').map(({ path }) => path.join('.')),
});
