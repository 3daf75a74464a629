import type { Actor } from '../../ticket/actor.ts';
import { openCall } from '../open-call.ts';
import type { Scope } from '../scope.ts';
import { erasePerson, previewErasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import type { PersonCommands, Persons } from './persons-surface.ts';

/** What an agent does about persons of the host, and the same dry. */
export const personsOf = (
  scope: Scope,
  actor: Actor,
): { readonly run: Persons; readonly preview: PersonCommands<'preview'> } => ({
  run: Object.freeze<Persons>({
    export: (person) => openCall(scope, actor, 'persons.export', (call) => exportPerson(person, call), 'desk'),
    erase: (person, options) =>
      openCall(scope, actor, 'persons.erase', (call) => erasePerson(person, options, call), 'desk'),
  }),
  preview: Object.freeze<PersonCommands<'preview'>>({
    erase: (person, options) =>
      openCall(scope, actor, 'preview.persons.erase', (call) => previewErasePerson(person, options, call), 'desk'),
  }),
});
