import { describe, expect, test } from 'vitest';
import { inProcess, ticketwerk } from './run-ticketwerk.ts';

describe('ticketwerk workflow draw', () => {
  test('draws the workflow of a file, as Mermaid unless another format is asked for', () => {
    const { exitCode, output, errors } = ticketwerk('workflow', 'draw', 'sound.json');
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toMatch(/^(---|%%|flowchart)/);
    expect(output).toContain('flowchart');
  });

  test.each([
    ['dot', /^digraph/],
    ['plantuml', /^@startuml/],
    ['xstate', /^\{\n/],
    ['svg', /^<svg /],
  ])('as %s', async (format, beginning) => {
    const { exitCode, output } = await inProcess('workflow', 'draw', 'sound.json', '--format', format);
    expect(exitCode).toBe(0);
    expect(output).toMatch(beginning);
  });

  test('draws a workflow with mistakes as it is', async () => {
    const { exitCode, output } = await inProcess('workflow', 'draw', 'broken.json');
    expect({ exitCode, drawn: output.includes('flowchart') }).toEqual({ exitCode: 0, drawn: true });
  });

  test.each<[readonly string[], RegExp]>([
    [['workflow', 'draw'], /^Name one file to draw from/],
    [['workflow', 'draw', 'sound.json', 'broken.json'], /^Name one file to draw from/],
    [['workflow', 'draw', 'sound.json', '--format', 'gif'], /^"gif" is no format of pictures; choose one of svg, /],
    [['workflow', 'draw', 'sound.json', '--theme', 'pink'], /^"pink" is no theme; choose one of auto, light, dark/],
    [['workflow', 'draw', 'sound.json', '--workflow', 'none'], /^Name one of the workflows with --workflow: /],
  ])('%j ends with 2 and says why', async (args, message) => {
    const { exitCode, output, errors } = await inProcess(...args);
    expect(errors).toMatch(message);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  });
});
