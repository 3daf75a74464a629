import type { Signer } from '../ports/signer.ts';

/** Who signs, and for which tenant: what one tenant signed means nothing to another, although the keys are the same. */
export interface Signing {
  readonly signer: Signer;
  readonly tenant: string;
}

/** What is signed: the parts can hold anything and are still told apart. */
export const signedText = ({ tenant }: Signing, parts: readonly string[]): string => JSON.stringify([tenant, ...parts]);
