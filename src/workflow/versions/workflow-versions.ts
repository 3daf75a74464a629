import type { Actor } from '../../ticket/actor.ts';
import type { Instant } from '../../ticket/instant.ts';

/** One published definition of a workflow, and how tickets of the version before come into it. */
export interface PublishedVersion {
  /** 1, 2, 3 and so on. */
  readonly version: number;
  /** The last revision of the settings that changed what the definition says; revisions are kept. */
  readonly revision: number;
  readonly at: Instant;
  readonly by: Actor;
  /** Step of the version before → step of this one; what is missing has nowhere to go. Null: there was none before. */
  readonly steps: Readonly<Record<string, string>> | null;
  /** Why tickets are closed or opened on the way. */
  readonly reason: string | null;
  /** No open ticket runs through it any more. */
  readonly archived: boolean;
}

/** Every published version of a workflow, oldest first. */
export interface WorkflowVersions {
  readonly versions: readonly PublishedVersion[];
  /** It takes no tickets any more; those in it go on. */
  readonly retired: boolean;
}

/** The versions of all workflows: area → workflow → versions. A workflow that never was published is version 1. */
export type VersionRegister = Readonly<Record<string, Readonly<Record<string, WorkflowVersions>>>>;

/** Nothing was published. */
const noVersions: WorkflowVersions = { versions: [], retired: false };

/** The versions of a workflow in a register. */
export const versionsOf = (register: VersionRegister, area: string, workflow: string): WorkflowVersions =>
  (Object.hasOwn(register, area) ? register[area]?.[workflow] : undefined) ?? noVersions;

/** The version that takes new tickets. */
export const newestVersion = ({ versions }: WorkflowVersions): number => versions.at(-1)?.version ?? 1;
