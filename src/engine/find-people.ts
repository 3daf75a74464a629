import type { CallContext } from '../ports/call-context.ts';
import type { Contact, Directory, Person, Project, User } from '../ports/directory.ts';
import type { People } from '../ticket/people.ts';
import type { Engine } from './engine.ts';

/** Ids a command names or may have to write to. */
export interface PeopleRequest {
  readonly users?: readonly string[];
  readonly persons?: readonly string[];
  readonly contacts?: readonly string[];
  readonly projects?: readonly string[];
  /** When the directory fails, take the ids as they come instead of failing too. Default: false. */
  readonly takeAsTheyCome?: boolean;
}

/** Looks people up, each kind in one call. Without a directory every user id is taken as it comes. */
export const findPeople = async (
  { directory, logger }: Pick<Engine, 'directory' | 'logger'>,
  request: PeopleRequest,
  context: CallContext,
): Promise<People> => {
  try {
    return await lookUp(directory, request, context);
  } catch (error) {
    if (request.takeAsTheyCome !== true) throw error;
    logger?.warn('The directory failed; the ids of people were taken as they came.', { error });
    return lookUp(null, request, context);
  }
};

const lookUp = async (directory: Directory | null, request: PeopleRequest, context: CallContext): Promise<People> => {
  const users = unique(request.users);
  const persons = unique(request.persons);
  const contacts = unique(request.contacts);
  const projects = unique(request.projects);
  const [foundUsers, foundPersons, foundContacts, foundProjects] = await Promise.all([
    users.length === 0 ? [] : (directory?.users(users, context) ?? users.map((id): User => ({ id, name: id }))),
    persons.length === 0 ? [] : (directory?.persons?.(persons, context) ?? []),
    contacts.length === 0 ? [] : (directory?.contacts?.(contacts, context) ?? []),
    projects.length === 0 ? [] : (directory?.projects?.(projects, context) ?? []),
  ]);
  return {
    users: byId<User>(foundUsers),
    persons: byId<Person>(foundPersons),
    contacts: byId<Contact>(foundContacts),
    projects: byId<Project>(foundProjects),
    knowsPersons: directory?.persons !== undefined,
    knowsContacts: directory?.contacts !== undefined,
    knowsProjects: directory?.projects !== undefined,
  };
};

const unique = (ids: readonly string[] | undefined): readonly string[] => [...new Set(ids ?? [])];

const byId = <T extends { readonly id: string }>(found: readonly T[]): ReadonlyMap<string, T> =>
  new Map(found.map((one) => [one.id, one]));
