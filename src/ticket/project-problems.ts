import type { Issue } from '../refusal/refusal.ts';
import type { People } from './people.ts';

/** A project that the directory does not know. */
export const projectProblems = (
  project: string | null | undefined,
  { projects, knowsProjects }: Pick<People, 'projects' | 'knowsProjects'>,
): readonly Issue[] =>
  project == null || !knowsProjects || projects.has(project)
    ? []
    : [
        {
          path: ['project'],
          code: 'unknown_project',
          message: `There is no project "${project}".`,
          params: { project },
        },
      ];
