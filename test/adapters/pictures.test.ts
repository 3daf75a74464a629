import { describe, expect, test } from 'vitest';
import { drawPicture, drawSvg, pictureFormats } from '../../adapters/pictures/index.ts';
import { loadGraphviz } from '../../adapters/pictures/load-graphviz.ts';
import { measureText } from '../../adapters/pictures/measure-text.ts';
import { wrapText } from '../../adapters/pictures/wrap-text.ts';
import { toXStateMachine } from '../../src/workflow/draw/to-x-state-machine.ts';
import { readXml } from '../property/read-xml.ts';
import { incident } from '../rules/helpdesk.ts';

const { definition } = incident;
const trace = { current: 'doing', visited: ['new', 'doing'], taken: [{ from: 'new', transition: 'start' }] } as const;

describe('an SVG of a workflow', () => {
  test('has a title and says in words what it shows', async () => {
    const document = readXml(await drawSvg(definition, trace));
    const root = document.documentElement;
    expect([root.getAttribute('role'), root.firstElementChild?.tagName]).toEqual(['img', 'title']);
    expect(document.querySelector('svg > title')?.textContent).toBe('Incident');
    const told = document.querySelector('svg > desc')?.textContent ?? '';
    expect(told).toContain('In progress (open, the ticket is here); Waiting for supplier (pending); Closed (closed).');
    expect(told).toContain('Tickets start in New. Transitions: Start, from New to In progress, with work, taken by');
  });

  test('says in words which places are outside', async () => {
    const [close] = definition.transitions.filter(({ id }) => id === 'close');
    if (close === undefined) throw new Error('There is a way to close.');
    const fallback = { workflow: 'problem' };
    const transitions = [
      { ...close, to: { workflow: 'problem', step: 'late' } },
      { ...close, id: 'back', to: { return: true as const, fallback } },
    ];
    const document = readXml(await drawSvg({ ...definition, transitions }));
    expect(document.querySelector('svg > desc')?.textContent).toContain(
      'problem: late (another workflow); back, or problem (where the ticket came from).',
    );
  });

  test('tells at a transition after how long it is taken by itself, in words too', async () => {
    const steps = definition.steps.map((step) =>
      step.id === 'waiting' ? { ...step, timers: [{ id: 'late', after: 'P3D', transition: 'resume' }] } : step,
    );
    const document = readXml(await drawSvg({ ...definition, steps }));
    const lines = [...document.querySelectorAll('g.transition > text > tspan')].map(({ textContent }) => textContent);
    expect(lines.filter((line) => line?.startsWith('after'))).toEqual(['after 3 days']);
    expect(document.querySelector('svg > desc')?.textContent).toContain(
      'from Waiting for supplier to In progress, with work, or by itself after 3 days',
    );
  });

  test('shows each step where there is room for it, and each transition with name and permission', async () => {
    const document = readXml(await drawSvg(definition));
    const boxes = [...document.querySelectorAll('g.step')].map((group) => {
      const box = group.querySelector('rect');
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(box?.getAttribute(name)));
      return { name: group.querySelector('text')?.textContent, x, y, width, height } as const;
    });
    expect(boxes.map(({ name }) => name)).toEqual(['New', 'In progress', 'Waiting for supplier', 'Closed']);
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        const apart =
          (one.x ?? 0) + (one.width ?? 0) <= (other.x ?? 0) ||
          (other.x ?? 0) + (other.width ?? 0) <= (one.x ?? 0) ||
          (one.y ?? 0) + (one.height ?? 0) <= (other.y ?? 0) ||
          (other.y ?? 0) + (other.height ?? 0) <= (one.y ?? 0);
        expect(apart, `${one.name} and ${other.name}`).toBe(true);
      }
    }
    const labels = [...document.querySelectorAll('g.transition > text')].map((text) =>
      [...text.querySelectorAll('tspan')].map(({ textContent }) => textContent),
    );
    expect(labels).toEqual([
      ['Start', '[work]'],
      ['Pass on', '[work]'],
      ['Wait', '[work]'],
      ['Resume', '[work]'],
      ['Close', '[work]'],
      ['Close', '[work]'],
      ['Reopen', '[reopen]'],
    ]);
  });

  test('marks the way of a ticket by more than colour', async () => {
    const document = readXml(await drawSvg(definition, trace));
    const width = (selector: string) => Number(document.querySelector(selector)?.getAttribute('stroke-width'));
    expect(width('g.current > rect')).toBeGreaterThan(width('g.visited > rect'));
    expect(width('g.visited > rect')).toBeGreaterThan(width('g.step:last-child > rect'));
    expect(document.querySelector('g.current > text')?.getAttribute('font-weight')).toBe('bold');
    expect(width('g.taken > path')).toBeGreaterThan(width('g.transition:not(.taken) > path'));
    expect(readXml(await drawSvg(definition)).querySelectorAll('.current, .visited, .taken').length).toBe(0);
  });

  test('is light by itself and dark for those who prefer that, or what it is told to be', async () => {
    const ground = (svg: string) => readXml(svg).querySelector('.ground')?.getAttribute('fill');
    const [auto, light, dark] = await Promise.all([
      drawSvg(definition),
      drawSvg(definition, { theme: 'light' }),
      drawSvg(definition, { theme: 'dark' }),
    ]);
    expect([ground(auto), ground(light), ground(dark)]).toEqual(['#ffffff', '#ffffff', '#0d1117']);
    expect(auto).toContain('@media (prefers-color-scheme: dark)');
    expect(light + dark).not.toContain('<style');
    const rules = readXml(auto).querySelector('style')?.textContent ?? '';
    const selectors = [...rules.matchAll(/^(\..*) \{/gm)].map(([, selector = '']) => selector);
    expect(selectors.length).toBe(6);
    expect(selectors.filter((selector) => !selector.startsWith('.ticketwerk-workflow '))).toEqual([]);
  });

  test('is the same each time', async () => {
    expect(await drawSvg(definition, trace)).toBe(await drawSvg(definition, trace));
  });

  test('draws a step that is named and not there with a broken line', async () => {
    const [start] = definition.transitions;
    if (start === undefined) throw new Error('There is a first transition.');
    const document = readXml(await drawSvg({ ...definition, transitions: [{ ...start, to: 'donig' }] }));
    expect(document.querySelector('rect[stroke-dasharray]')?.parentElement?.querySelector('title')?.textContent).toBe(
      'donig (there is no such step)',
    );
  });

  test('without Graphviz is refused with what to install', async () => {
    const load = () => Promise.reject(new Error('Cannot find package'));
    await expect(loadGraphviz(load)).rejects.toMatchObject({
      code: 'config_invalid',
      message: 'Graphviz could not be loaded. Install it beside ticketwerk: npm install @hpcc-js/wasm-graphviz',
    });
  });
});

test('one function draws every format', async () => {
  const [svg, mermaid, dot, plantuml, xstate] = await Promise.all(
    pictureFormats.map((format) => drawPicture(definition, format)),
  );
  expect(svg).toBe(await drawSvg(definition));
  expect(await drawPicture(definition, 'svg', { theme: 'dark' })).toBe(await drawSvg(definition, { theme: 'dark' }));
  expect(mermaid).toMatch(/^flowchart TD\n/);
  expect(dot).toMatch(/^digraph workflow \{\n/);
  expect(plantuml).toMatch(/^@startuml\n/);
  expect(JSON.parse(xstate ?? '')).toEqual(toXStateMachine(definition));
});

test('a format that there is not is refused with those that there are', async () => {
  for (const format of ['png', '', 'toString', undefined]) {
    await expect(drawPicture(definition, format as 'svg')).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['format'], code: 'not_an_option', params: { options: pictureFormats } }],
    });
  }
});

test('lines break between words, within one that is too long, and end with … where there are too many', () => {
  const box = { fontSize: 10, width: 60, lines: 2 };
  expect(wrapText('one two three', { ...box, lines: 3 })).toEqual(['one two', 'three']);
  expect(wrapText('one two three', box)).toEqual(['one two', 'three']);
  expect(wrapText('one two three four', box)).toEqual(['one two', 'three…']);
  expect(wrapText('日本語日本語日本', { ...box, width: 40 })).toEqual(['日本語', '日本語…']);
  expect(wrapText('👩‍👩‍👧👩‍👩‍👧', { ...box, width: 5 })).toEqual(['👩‍👩‍👧', '👩‍👩‍👧']);
});

test('wide characters are given more room than narrow ones', () => {
  const widths = ['ill', 'abc', 'MWm', '日本語'].map((text) => measureText(text, 10));
  expect(widths).toEqual(widths.toSorted((a, b) => a - b));
  expect(new Set(widths).size).toBe(4);
});
