import { isHeld } from '../../ticket/word-pattern.ts';
import type { TransitionDefinition } from '../definition.ts';
import { responsibleRule } from '../responsible-rule.ts';
import { activeUsers } from './active-users.ts';
import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** E10, W04 and W05: words that are missing, and words that nobody, no role or only one user holds. */
export const checkPermissions = (subject: CheckSubject): readonly Finding[] => [
  ...subject.definition.transitions.flatMap((transition) => [
    ...(transition.permission === '' ? [missing(transition)] : []),
    ...unknownWords(transition, subject),
  ]),
  ...wordsInUse(subject).flatMap((use) => rarelyHeld(use, subject)),
];

const missing = ({ id }: TransitionDefinition): Finding =>
  finding(
    'E10',
    'required',
    ['transitions', id, 'permission'],
    `Transition "${id}" names no permission; "ticket.edit" is the open one.`,
  );

const unknownWords = (transition: TransitionDefinition, { known: { words } }: CheckSubject): readonly Finding[] =>
  words === null
    ? []
    : wordsOf(transition).flatMap(([place, word]) =>
        word === undefined || word === '' || isHeld(words, word)
          ? []
          : [
              finding(
                'E10',
                'unknown_permission',
                ['transitions', transition.id, ...place],
                `Nobody can hold "${word}"; give it to a role, or correct its name.`,
                { word },
              ),
            ],
      );

/** What is for requesters needs no agent who may do it, but it may need one who becomes responsible. */
const wordsOf = (transition: TransitionDefinition): readonly (readonly [place: Place, word: string | undefined])[] => [
  ...(transition.requester
    ? []
    : ([
        [['permission'], transition.permission],
        [['permissionFromClosed'], transition.permissionFromClosed],
      ] as const)),
  [['responsible', 'among', 'permission'], responsibleRule(transition).among?.permission],
];

/** A word, where it is first needed, and every transition that needs it. */
interface WordInUse {
  readonly word: string;
  readonly key: 'permission' | 'permissionFromClosed';
  readonly transitions: readonly string[];
}

/** The words that agents need for what is not for requesters; those that are unknown are left out. */
const wordsInUse = ({ graph, known: { words } }: CheckSubject): readonly WordInUse[] => {
  const uses = new Map<string, WordInUse>();
  for (const { word, transition } of graph.edges) {
    if (word === '' || transition.requester || (words !== null && !isHeld(words, word))) continue;
    const use = uses.get(word);
    if (use?.transitions.includes(transition.id)) continue;
    const key = transition.permission === word ? 'permission' : 'permissionFromClosed';
    uses.set(word, { word, key: use?.key ?? key, transitions: [...(use?.transitions ?? []), transition.id] });
  }
  return [...uses.values()];
};

const rarelyHeld = ({ word, key, transitions }: WordInUse, { known }: CheckSubject): readonly Finding[] => {
  const place = ['transitions', transitions[0] ?? '', key];
  const { roles, users } = known;
  if (roles === null) return [];
  const holders = Object.keys(roles).filter((role) => isHeld(roles[role] ?? [], word));
  if (holders.length === 0) {
    const message = `No role holds "${word}", so ${named(transitions)} cannot be taken; give it to a role.`;
    return [finding('W04', 'no_role', place, message, { word, transitions })];
  }
  if (users === null) return [];
  const able = activeUsers(users, holders);
  if (able.length === 0) {
    const message = `No active user holds "${word}", so ${named(transitions)} cannot be taken; give him one of its roles.`;
    return [finding('W04', 'no_user', place, message, { word, transitions, roles: holders })];
  }
  if (able.length > 1) return [];
  const message = `Only "${able[0]}" holds "${word}" for ${named(transitions)}; give it to a second user.`;
  return [finding('W05', 'one_user', place, message, { word, transitions, user: able[0] })];
};

const named = ([first, ...others]: readonly string[]): string =>
  others.length === 0 ? `"${first}"` : `"${first}" and ${others.length} more`;
