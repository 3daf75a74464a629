import type { Contact, Person, Project, User } from '../ports/directory.ts';

/** Records of the host that a command names or may have to write to; who is not in here is not known. */
export interface People {
  readonly users: ReadonlyMap<string, User>;
  readonly persons: ReadonlyMap<string, Person>;
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly projects: ReadonlyMap<string, Project>;
  /** Without a directory nothing can be said about persons, contacts and projects. */
  readonly knowsPersons: boolean;
  readonly knowsContacts: boolean;
  readonly knowsProjects: boolean;
}

/** Where nobody has to be known. */
export const nobody: People = {
  users: new Map(),
  persons: new Map(),
  contacts: new Map(),
  projects: new Map(),
  knowsPersons: false,
  knowsContacts: false,
  knowsProjects: false,
};

/** May a ticket be given to this user? */
export const isAssignable = (people: People, user: string): boolean => {
  const found = people.users.get(user);
  return found !== undefined && found.active !== false;
};
