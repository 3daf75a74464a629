import { describe, expect, test } from 'vitest';
import { inProcess, ticketwerk } from './run-ticketwerk.ts';

describe('ticketwerk workflow diff', () => {
  test('says what differs, and what becomes of tickets that stand in a step that goes', () => {
    expect(ticketwerk('workflow', 'diff', 'sound.json', 'narrowed.json', '--with', 'with.json')).toEqual({
      exitCode: 0,
      errors: '',
      output: [
        'incident:',
        '  step doing is gone',
        '  transition start is gone',
        '  transition close: comment "none" → "required"',
        '  transition close: responsible "none" → "optional"',
        '  transition close: from ["doing","new"] → ["new"]',
        '  transition close: permission "work" → "approve"',
        '  transition reopen: to "doing" → "new"',
        '  new → new (7 tickets), who can close: fewer: agent',
        '  doing → new (3 tickets), who can close: fewer: agent',
        '  of 100 tickets: 0 in no step, 0 that nobody could close, 10 that fewer could',
        '  W10 warning transitions.close.comment: "close" would need a comment that callers could leave out; tell whoever calls it before you publish.',
        '  W11 warning steps.new: "agent" could no longer close tickets of step "new", 7 of them now; give them the words of a way to a closed step.',
        '  W11 warning steps.new: "agent" could no longer close tickets of step "doing", 3 of them now; give them the words of a way to a closed step.',
        '0 errors, 3 warnings',
        '',
      ].join('\n'),
    });
  });

  test('ends with 1 when tickets would be stranded, also as JSON', async () => {
    const { exitCode, output } = await inProcess(
      'workflow',
      'diff',
      'sound.json',
      'narrowed.json',
      '--with',
      'counts.json',
      '--json',
    );
    const { comparisons, added, removed } = JSON.parse(output);
    expect({ added, removed }).toEqual({ added: [], removed: [] });
    expect(comparisons).toMatchObject([
      {
        name: 'incident',
        tickets: { all: 3, unmapped: 3 },
        findings: [{ code: 'E16', place: ['plan', 'steps', 'doing'] }, { code: 'W10' }],
      },
    ]);
    expect(exitCode).toBe(1);
  });

  test('finds no difference between a file and itself, and pairs the workflows of several by name', async () => {
    expect(await inProcess('workflow', 'diff', 'sound.json', 'sound.json')).toEqual({
      exitCode: 0,
      errors: '',
      output: 'incident: no difference\n0 errors, 0 warnings\n',
    });
    const { output } = await inProcess('workflow', 'diff', 'module.ts', 'sound.json');
    expect(output.split('\n').slice(0, 4)).toEqual([
      'desk/request: is gone',
      'list/list: is gone',
      'single: is gone',
      'incident: is new',
    ]);
  });

  test('ends with 1 and names the problems of a file that cannot be read as a workflow', async () => {
    const { exitCode, output, errors } = await inProcess('workflow', 'diff', 'sound.json', 'formless.json');
    expect(output).toMatch(/^formless\.json: incident\n {2}E00 error {3}steps\.new\.category: /);
    expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: '' });
    const asJson = await inProcess('workflow', 'diff', 'formless.json', 'sound.json', '--json');
    expect(JSON.parse(asJson.output).unreadable).toMatchObject([
      { name: 'incident', findings: [{ code: 'E00' }, {}, {}, {}] },
    ]);
    expect(asJson.exitCode).toBe(1);
  });

  test('takes a histogram and a plan for one workflow only', async () => {
    const { exitCode, errors } = await inProcess('workflow', 'diff', 'module.ts', 'module.ts', '--with', 'counts.json');
    expect(errors).toBe('A histogram and a plan are of one workflow: give files that hold no others.\n');
    expect(exitCode).toBe(2);
  });
});
