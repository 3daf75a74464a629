import type { Command } from './command.ts';
import { workflowCheck } from './workflow-check.ts';
import { workflowDiff } from './workflow-diff.ts';
import { workflowDraw } from './workflow-draw.ts';

/** Every command there is. */
export const commands: readonly Command[] = [workflowCheck, workflowDiff, workflowDraw];
