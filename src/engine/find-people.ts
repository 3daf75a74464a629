import type { Contact, Person, User } from '../ports/directory.ts';
import type { People } from '../ticket/people.ts';
import type { Engine } from './engine.ts';

/** Ids a command names or may have to write to. */
export interface PeopleRequest {
  readonly users?: readonly string[];
  readonly persons?: readonly string[];
  readonly contacts?: readonly string[];
}

/** Looks people up, each kind in one call. Without a directory every user id is taken as it comes. */
export const findPeople = async (
  engine: Pick<Engine, 'directory'>,
  request: PeopleRequest,
  tenant: string,
): Promise<People> => {
  const { directory } = engine;
  const users = unique(request.users);
  const persons = unique(request.persons);
  const contacts = unique(request.contacts);
  const context = { tenant };
  const [foundUsers, foundPersons, foundContacts] = await Promise.all([
    users.length === 0 ? [] : (directory?.users(users, context) ?? users.map((id): User => ({ id, name: id }))),
    persons.length === 0 ? [] : (directory?.persons?.(persons, context) ?? []),
    contacts.length === 0 ? [] : (directory?.contacts?.(contacts, context) ?? []),
  ]);
  return {
    users: byId<User>(foundUsers),
    persons: byId<Person>(foundPersons),
    contacts: byId<Contact>(foundContacts),
    knowsPersons: directory?.persons !== undefined,
    knowsContacts: directory?.contacts !== undefined,
  };
};

const unique = (ids: readonly string[] | undefined): readonly string[] => [...new Set(ids ?? [])];

const byId = <T extends { readonly id: string }>(found: readonly T[]): ReadonlyMap<string, T> =>
  new Map(found.map((one) => [one.id, one]));
