import { describe, expect, test } from 'vitest';
import { found, inProcess, ticketwerk } from './run-ticketwerk.ts';

describe('ticketwerk workflow check', () => {
  test('names every problem of a broken file with code, place and sentence, and ends with 1', () => {
    const { exitCode, output, errors } = ticketwerk('workflow', 'check', 'broken.json');
    expect(found(output)).toEqual([
      'E01 error transitions.to string',
      'E02 error transitions.Start',
      'E04 error transitions.ship.to',
      'E09 error transitions.drop.condition',
      'E11 error transitions.to string.permission',
      'E18 error transitions.drop.closesByDefault',
      'E06 error steps.waiting',
      'E07 error steps.testing',
      'E07 error steps.fixing',
      'W12 warning transitions.drop.message',
      'W03 warning transitions.drop.name',
    ]);
    expect(output).toContain(
      '  E06 error   steps.waiting: No transition leads out of step "waiting", which is not closed; add one, or make it a closed step.\n',
    );
    expect(output).toMatch(/^broken\.json: incident\n/);
    expect(output).toMatch(/\n9 errors, 2 warnings\n$/);
    expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: '' });
  });

  test('ends with 0 when there are only warnings, and tells what it would need to find more', async () => {
    expect(ticketwerk('workflow', 'check', 'sound.json')).toEqual({
      exitCode: 0,
      errors: '',
      output: [
        'sound.json: incident',
        '  More would be found with roles (E05, E07, W04, W06, W08), users (W04, W05, W08), words (E10), others (E11), portal (W09).',
        '0 errors, 0 warnings',
        '',
      ].join('\n'),
    });
    const told = await inProcess('workflow', 'check', 'sound.json', '--with', 'with.json');
    expect(found(told.output)).toEqual(['W05 warning transitions.reopen.permission']);
    expect(told.exitCode).toBe(0);
  });

  test('names what is wrong with the form of a document', async () => {
    const { exitCode, output } = await inProcess('workflow', 'check', 'formless.json');
    expect(found(output)).toEqual([
      'E00 error steps.new.category',
      'E00 error transitions.close.from',
      'E10 error transitions.close.permission',
      'E00 error transitions.close.permision',
    ]);
    expect(output).toContain('\n  Nothing else was checked.\n');
    expect(exitCode).toBe(1);
  });

  test('checks the workflows of an area against its fields and its portal', async () => {
    const { exitCode, output } = await inProcess('workflow', 'check', 'area.json');
    expect(found(output)).toEqual([
      'E08 error transitions.finish.condition.field',
      'W12 warning transitions.finish.message',
      'W09 warning transitions',
    ]);
    expect(exitCode).toBe(1);
  });

  test('checks the ways between the workflows of an area, and once how it chooses one', async () => {
    const { exitCode, output } = await inProcess('workflow', 'check', 'choice.json');
    expect(found(output)).toEqual([
      'E13 error selection.rules.rest',
      'E12 error transitions.away.to.fallback.workflow',
    ]);
    expect(output).toContain('choice.json: desk/incident\n  E13');
    expect(exitCode).toBe(1);
  });

  test('checks the others of an area when one of its workflows cannot be read', async () => {
    const { exitCode, output } = await inProcess('workflow', 'check', 'half.json');
    expect(found(output)).toEqual(['E00 error steps.new.category', 'W12 warning transitions.drop.message']);
    expect(output).toContain('half.json: desk/formless\n');
    expect(output).toContain('half.json: desk/sound\n');
    expect(exitCode).toBe(1);
  });

  test('runs a module and checks what it exports, once, in its area, even if something in it stays open', () => {
    const { exitCode, output, errors } = ticketwerk('workflow', 'check', 'module.ts');
    expect(output.split('\n').filter((line) => line.startsWith('module.ts'))).toEqual([
      'module.ts: desk/request',
      'module.ts: list/list',
      'module.ts: single',
    ]);
    expect(found(output)).toEqual([
      'E08 error transitions.finish.condition.field',
      'W12 warning transitions.finish.message',
    ]);
    expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: '' });
  });

  test('takes several files and prints the whole reports as JSON', async () => {
    const { exitCode, output } = await inProcess(
      'workflow',
      'check',
      'sound.json',
      'broken.json',
      '--json',
      '--with',
      'with.json',
    );
    const { workflows } = JSON.parse(output);
    expect(workflows.map(({ file, name }: { file: string; name: string }) => `${file} ${name}`)).toEqual([
      'sound.json incident',
      'broken.json incident',
    ]);
    expect(workflows[0]).toMatchObject({
      coalitions: { doing: { any: { sets: [['agent'], ['lead']], complete: true } } },
      busFactor: { new: 2, doing: 2, closed: null },
      reachability: { agent: { closed: { reaches: true, leaves: false } } },
    });
    expect(exitCode).toBe(1);
  });
});
