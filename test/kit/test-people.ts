import type { Contact, Directory, Person, Project, User } from '../../src/ports/directory.ts';

/** People of a test: added by name, found by the desk through its directory. */
export interface TestPeople extends Directory {
  readonly addUser: (user: User) => void;
  readonly addPerson: (person: Person) => void;
  readonly addContact: (contact: Contact) => void;
  readonly addProject: (project: Project) => void;
  /** Lets every look-up by address fail. */
  readonly breakByEmail: () => void;
}

/**
 * A directory that a test fills.
 *
 * @example
 * ```ts
 * import { createTestPeople } from 'ticketwerk/testing';
 *
 * const people = createTestPeople();
 * people.addUser({ id: 'ada', name: 'Ada', email: 'ada@desk.example' });
 * ```
 */
export const createTestPeople = (): TestPeople => {
  const users = new Map<string, User>();
  const persons = new Map<string, Person>();
  const contacts = new Map<string, Contact>();
  const projects = new Map<string, Project>();
  let broken = false;
  const found = <T>(all: ReadonlyMap<string, T>, ids: readonly string[]): readonly T[] =>
    ids.flatMap((id) => {
      const one = all.get(id);
      return one === undefined ? [] : [one];
    });
  const withAddress = <T extends { readonly email?: string }>(
    all: ReadonlyMap<string, T>,
    address: string,
  ): readonly T[] => [...all.values()].filter(({ email }) => email?.toLowerCase() === address.toLowerCase());
  return {
    users: (ids) => found(users, ids),
    persons: (ids) => found(persons, ids),
    contacts: (ids) => found(contacts, ids),
    projects: (ids) => found(projects, ids),
    byEmail: async (address) => {
      if (broken) throw new Error('The directory is down.');
      return { persons: withAddress(persons, address), contacts: withAddress(contacts, address) };
    },
    addUser: (user) => void users.set(user.id, user),
    addPerson: (person) => void persons.set(person.id, person),
    addContact: (contact) => void contacts.set(contact.id, contact),
    addProject: (project) => void projects.set(project.id, project),
    breakByEmail: () => {
      broken = true;
    },
  };
};
