import type { Contact, Directory, Person, User } from 'ticketwerk';

// What a host would read from its own database.
const users: readonly User[] = [
  { id: 'ada', name: 'Ada Albers', email: 'ada@werk.example', language: 'de' },
  { id: 'bert', name: 'Bert Brandt', email: 'bert@werk.example', language: 'de' },
  { id: 'grace', name: 'Grace Gordon', email: 'grace@werk.example' },
];
const contacts: readonly Contact[] = [
  { id: 'acme', name: 'Acme Ltd', email: 'office@acme.example', phone: '+44 20 5550 1000' },
  { id: 'baeckerei', name: 'Bäckerei Müller', email: 'info@baeckerei-mueller.example' },
];
const persons: readonly Person[] = [
  { id: 'bob', name: 'Bob Baker', email: 'bob@acme.example', phone: '+44 20 5550 1001', contacts: ['acme'] },
  { id: 'juergen', name: 'Jürgen Müller', email: 'juergen@baeckerei-mueller.example', contacts: ['baeckerei'] },
];

const roles: Readonly<Record<string, readonly ('agent' | 'lead')[]>> = {
  ada: ['agent'],
  bert: ['agent'],
  grace: ['lead'],
};

export const rolesOf = (user: string): readonly ('agent' | 'lead')[] => roles[user] ?? [];

const withAddress = <T extends { readonly email?: string }>(all: readonly T[], address: string): readonly T[] =>
  all.filter(({ email }) => email?.toLowerCase() === address.toLowerCase());

export const directory: Directory = {
  users: (ids) => users.filter(({ id }) => ids.includes(id)),
  persons: (ids) => persons.filter(({ id }) => ids.includes(id)),
  contacts: (ids) => contacts.filter(({ id }) => ids.includes(id)),
  byEmail: async (address) => ({ persons: withAddress(persons, address), contacts: withAddress(contacts, address) }),
};
