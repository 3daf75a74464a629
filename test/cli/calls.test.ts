import { describe, expect, test } from 'vitest';
import { inProcess, ticketwerk } from './run-ticketwerk.ts';

describe('a call that cannot be carried out ends with 2 and says why', () => {
  test.each<[readonly string[], RegExp]>([
    [[], /^Name a command\.\n\nticketwerk COMMAND …\n\n {2}workflow check FILE…/],
    [['workflow'], /^There is no command "workflow"/],
    [['workflow', 'chekc', 'sound.json'], /^There is no command "workflow chekc /],
    [['workflow', 'check'], /^Name the file to check/],
    [['workflow', 'check', '--jsn', 'sound.json'], /^Unknown option '--jsn'/],
    [['workflow', 'check', 'missing.json'], /missing\.json cannot be read: ENOENT/],
    [['workflow', 'check', 'no.json'], /no\.json is not JSON: /],
    [['workflow', 'check', 'workflow.yaml'], /workflow\.yaml: give a \.json file, or a module/],
    [['workflow', 'check', 'missing.mjs'], /missing\.mjs could not be loaded: /],
    [['workflow', 'check', 'empty.mjs'], /holds no workflow/],
    [['workflow', 'check', 'sound.json', '--with', 'broken.json'], /broken\.json says what nobody knows: id, name/],
    [['workflow', 'check', 'sound.json', '--with', 'bad-with.json'], /cannot be used:\n {2}roles\.agent: /],
    [['workflow', 'diff', 'sound.json'], /^Name two files/],
  ])('%j', async (args, message) => {
    const { exitCode, output, errors } = await inProcess(...args);
    expect(errors).toMatch(message);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  });

  test('in the process itself', () => {
    expect(ticketwerk('workflow', 'check', 'missing.json')).toEqual({
      exitCode: 2,
      output: '',
      errors: expect.stringMatching(/^missing\.json cannot be read: ENOENT.*\n$/),
    });
  });
});

test.each([['--help'], ['-h'], ['workflow', 'check', '--help'], ['workflow', 'diff', 'a', '-h']])(
  'help is no error: %s %s',
  async (...args) => {
    const { exitCode, output, errors } = await inProcess(...args);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toMatch(/^ticketwerk /);
  },
);
