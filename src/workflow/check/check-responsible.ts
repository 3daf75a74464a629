import { isHeld } from '../../ticket/word-pattern.ts';
import type { TransitionDefinition } from '../definition.ts';
import { responsibleRule } from '../responsible-rule.ts';
import { activeUsers } from './active-users.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding } from './finding.ts';

/** W08: transitions that need a responsible whom nobody can be. */
export const checkResponsible = ({ definition, known }: CheckSubject): readonly Finding[] =>
  definition.transitions.flatMap((transition) => {
    const { mode, among } = responsibleRule(transition);
    return mode !== 'required' || among === undefined ? [] : qualified(transition, among.permission, known);
  });

const qualified = (
  { id }: TransitionDefinition,
  word: string,
  { roles, users, words }: CheckSubject['known'],
): readonly Finding[] => {
  if (roles === null || (words !== null && !isHeld(words, word))) return [];
  const place = ['transitions', id, 'responsible', 'among', 'permission'];
  const holders = Object.keys(roles).filter((role) => isHeld(roles[role] ?? [], word));
  if (holders.length === 0) {
    const message = `"${id}" needs a responsible who holds "${word}", and no role does; give it to a role.`;
    return [finding('W08', 'no_role', place, message, { word })];
  }
  if (users === null || activeUsers(users, holders).length > 0) return [];
  const message = `"${id}" needs a responsible who holds "${word}", and no active user does; give him one of its roles.`;
  return [finding('W08', 'no_user', place, message, { word, roles: holders })];
};
