import type { Issue } from '../refusal/refusal.ts';
import type { People } from '../ticket/people.ts';
import { projectProblems } from '../ticket/project-problems.ts';

/** Contacts and project of the activity itself; left out: keep what it has. */
export interface LinkTargets {
  readonly contacts?: readonly string[] | undefined;
  readonly project?: string | null | undefined;
}

/** Contacts and projects that the directory does not know. */
export const linkTargetProblems = ({ contacts = [], project }: LinkTargets, people: People): readonly Issue[] => [
  ...contacts.flatMap((id, index) =>
    !people.knowsContacts || people.contacts.has(id)
      ? []
      : [
          {
            path: ['contacts', index],
            code: 'unknown_contact',
            message: `There is no contact "${id}".`,
            params: { contact: id },
          },
        ],
  ),
  ...projectProblems(project, people),
];
