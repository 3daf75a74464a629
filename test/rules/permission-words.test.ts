import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../adapters/memory/index.ts';
import type { Area } from '../../src/area/area.ts';
import { defineArea } from '../../src/area/define-area.ts';
import { createDesk } from '../../src/desk.ts';
import type { Authorizer } from '../../src/ports/authorizer.ts';
import { rolePolicy } from '../../src/ports/role-policy.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';
import { defineWorkflow } from '../../src/workflow/define-workflow.ts';
import { caretaker, helpdesk } from './helpdesk.ts';

const lab = defineArea({
  id: 'lab',
  name: 'Lab',
  workflows: [
    defineWorkflow({
      id: 'sample',
      name: 'Sample',
      initial: 'new',
      steps: { new: { name: 'New', category: 'new' }, done: { name: 'Done', category: 'closed' } },
      transitions: {
        file: { name: 'File', from: ['new'], to: 'done', permission: 'work' },
        again: { name: 'Again', from: ['new', 'done'], to: 'new', permission: 'work', permissionFromClosed: 'reopen' },
        withdraw: { name: 'Withdraw', from: ['new'], to: 'done', permission: 'nobody', requester: true },
      },
    }),
  ],
});

const problems = (areas: readonly Area[], authorizer: Authorizer) => {
  try {
    createDesk({ areas, store: createMemoryStore(), authorizer });
    return [];
  } catch (error) {
    if (isRefused(error) && error.code === 'config_invalid') return error.issues;
    throw error;
  }
};
const policy = (roles: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>, more = {}) =>
  rolePolicy({ roles, rolesOf: () => [], ...more });
const sayingNothing: Authorizer = { grants: () => ({ areas: {}, desk: [], mailboxes: [] }) };

describe('a configuration', () => {
  test('names every transition whose word nobody can hold, and every word that means nothing [TRN-03 refused]', () => {
    const roles = { agent: { lab: ['ticket.read', 'wrok', 'tickets.*'] }, lead: { '*': ['ticket.reed'] } };
    const found = problems([lab, caretaker], policy(roles));
    const at = (transition: string, key: string) => [
      ...['areas', 0, 'workflows', 'sample', 'transitions'],
      ...[transition, key],
    ];
    expect(found.map(({ path, code, params }) => [path, code, params?.word])).toEqual([
      [at('file', 'permission'), 'unknown_permission', 'work'],
      [at('again', 'permission'), 'unknown_permission', 'work'],
      [at('again', 'permissionFromClosed'), 'unknown_permission', 'reopen'],
      [['authorizer', 'words', 'lab'], 'unknown_permission', 'wrok'],
      [['authorizer', 'words', 'lab'], 'unknown_permission', 'tickets.*'],
      [['authorizer', 'words', '*'], 'unknown_permission', 'ticket.reed'],
    ]);
    expect(found[0]?.message).toBe('Nobody can hold "work"; give it to a role, or correct its name.');
    expect(found[3]?.message).toBe('"wrok" means nothing in any area; correct it or leave it out.');
    expect(found[3]?.params?.options).toContain('ticket.assign');
  });

  test.each<[string, Authorizer]>([
    ['every word', policy({ lead: { '*': ['*'] } })],
    ['every word in that area', policy({ lead: { lab: ['*'] } })],
    ['each word by name', policy({ agent: { lab: ['work'] }, lead: { '*': ['reopen'] } })],
    ['a word held by the desk itself', policy({ agent: { lab: ['work'] } }, { system: { lab: ['reopen'] } })],
    ['a word held on one’s own tickets', policy({ agent: { lab: ['reopen'] } }, { own: ['ticket.read', 'work'] })],
    ['an authorizer that does not say its words', sayingNothing],
    ['an authorizer of the host that says them', { ...sayingNothing, words: { lab: ['work', 'reopen'] } }],
  ])('has nothing to complain of: %s', (_what, authorizer) => {
    expect(problems([lab], authorizer)).toEqual([]);
  });

  test.each<[string, Authorizer]>([
    ['a role has it in another area only', policy({ agent: { caretaker: ['work'], lab: ['reopen'] } })],
    ['an authorizer of the host does not hold it', { ...sayingNothing, words: { lab: ['reopen'] } }],
    ['the pattern stands for other words', policy({ agent: { '*': ['ticket.*', 'reopen'] } })],
  ])('finds a word that nobody can hold: %s', (_what, authorizer) => {
    expect(new Set(problems([lab], authorizer).map(({ params }) => params?.word))).toContain('work');
  });

  test('takes it that nobody reopens in an area of statuses, and that roles share one list of words', () => {
    const words = ['ticket.read', 'ticket.edit', 'work', 'reopen'];
    expect(problems([helpdesk, caretaker], policy({ agent: { helpdesk: words, caretaker: words } }))).toEqual([]);
  });
});
