import { z } from 'zod';
import type { Json } from '../text/merge-patch.ts';
import type { AreaDocument } from './area-document.ts';
import type { AreaSettingsDocument } from './area-settings-document.ts';

/** Everything set at run time, as it is stored: what differs from code, and areas that code does not know. */
export interface SettingsDocument {
  readonly areas?: { readonly [area: string]: Json };
}

/** What a change of settings looks like before it is known which areas it names. */
export const settingsPatch = z.strictObject({
  areas: z.record(z.string(), z.union([z.null(), z.record(z.string(), z.unknown())])).nullish(),
});

/** A part that may be left out, or taken back with null. */
type Patch<T> = T extends readonly (infer Item)[]
  ? readonly Item[]
  : T extends object
    ? { readonly [K in keyof T]?: Patch<Exclude<T[K], undefined>> | null }
    : T;

/**
 * Changes of settings, as a JSON Merge Patch (RFC 7396): what is named is set, null takes it back to what code says, everything
 * else stays. An area that code does not know is defined by it.
 */
export interface SettingsChanges {
  readonly areas?: {
    readonly [area: string]: Patch<AreaSettingsDocument> | Patch<AreaDocument> | null;
  } | null;
}
