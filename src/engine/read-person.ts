import type { Person } from '../ports/directory.ts';
import { accept, type Decided, refuse, refuseInput, refuseNotFound } from '../refusal/refusal.ts';
import type { Call } from './call.ts';

/** A person inside one contact, to make a ticket from. */
export interface ReadPerson {
  readonly person: Person;
  /** Null: the person belongs to no contact. */
  readonly contact: string | null;
}

/** Reads a person; who belongs to several contacts must be named with one of them. */
export const readPerson = async (
  from: { readonly person: string; readonly contact?: string | undefined },
  call: Call,
): Promise<Decided<ReadPerson>> => {
  const [person] = (await call.engine.directory?.persons?.([from.person], call.context)) ?? [];
  if (person === undefined || person.id !== from.person) return refuseNotFound('person');
  if (from.contact !== undefined && !person.contacts.includes(from.contact)) {
    const message = `Person "${person.id}" does not belong to contact "${from.contact}".`;
    return refuseInput([{ path: ['from', 'contact'], code: 'person_not_in_contact', message }]);
  }
  if (from.contact === undefined && person.contacts.length > 1) {
    return refuse('choice_required', `${person.name} belongs to several contacts; name one.`, {
      data: { options: person.contacts },
    });
  }
  return accept({ person, contact: from.contact ?? person.contacts[0] ?? null });
};
