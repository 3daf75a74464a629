import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    runFolder: string;
  }
}

let folder: string | undefined;

/** A folder for what the processes of a run hand to one another. What Node compiled for one of them is read by the others. */
export const setup = (project: TestProject): void => {
  folder = mkdtempSync(path.join(tmpdir(), 'ticketwerk-run-'));
  // Where Node itself would keep it. It is written when a process ends, which may be later than the run.
  process.env.NODE_COMPILE_CACHE ??= path.join(tmpdir(), 'node-compile-cache');
  project.provide('runFolder', folder);
};

export const teardown = (): void => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
};
