import { z } from 'zod';
import type { Json } from '../text/merge-patch.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Instant } from '../ticket/instant.ts';
import type { VersionRegister } from '../workflow/versions/workflow-versions.ts';
import type { WorkflowDocument } from '../workflow/workflow-document.ts';
import type { AreaDocument } from './area-document.ts';
import type { AreaSettingsDocument } from './area-settings-document.ts';

/** Everything set at run time, as it is stored: what differs from code, and areas that code does not know. */
export interface SettingsDocument {
  readonly areas?: { readonly [area: string]: Json };
  /** Versions of the workflows of areas that code does not know. */
  readonly versions?: VersionRegister;
  /** Area → workflow → what it is to become. */
  readonly drafts?: Readonly<Record<string, Readonly<Record<string, WorkflowDraft>>>>;
}

/** A workflow that somebody is working on. It may be wrong in every way but its form. */
export interface WorkflowDraft {
  readonly workflow: WorkflowDocument;
  readonly at: Instant;
  readonly by: Actor;
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
