import { describe, expect, test } from 'vitest';
import { textEraser } from '../../src/text/erase-text.ts';

const erase = textEraser({
  names: ['Bob Baker', 'Baker', 'Will', 'X', 'Zoë Müller-Baker', ''],
  phones: ['+49 30 123456', '030/99-88 77', '42'],
  addresses: ['bob@acme.example', 'zoë+desk@büro.example'],
});

describe('what names a person is erased', () => {
  test.each([
    ['Bob Baker called.', '[erased] called.'],
    ['(BOB BAKER)', '([erased])'],
    ['bob\n  baker', '[erased]'],
    ['Zoë Müller-Baker’s printer', '[erased]’s printer'],
    ['ZOË MÜLLER-BAKER', '[erased]'],
    ['<bob@acme.example>, Bob@ACME.Example.', '<[erased]>, [erased].'],
    ['mailto:zoë+desk@büro.example?subject=x', 'mailto:[erased]?subject=x'],
    ['Call +49 30 123456!', 'Call [erased]!'],
    ['+49-30/123 456, 4930123456', '[erased], [erased]'],
    ['030 998877', '[erased]'],
    ['Will calls Baker', '[erased] calls [erased]'],
  ])('%j becomes %j', (text, erased) => {
    expect(erase(text)).toBe(erased);
  });
});

describe('and nothing else', () => {
  test.each([
    'Bobby Bakers',
    'Jim-Bob Bakerly',
    'will you bake?',
    'room 42, X',
    'jim.bob@acme.example, bob@acme.example.org, bob@acme.example-x.org, my-bob@acme.example',
    '+49 30 1234567, 1+49301234569',
    'Müller-Bakery',
    '',
  ])('%j stays', (text) => {
    expect(erase(text)).toBe(text);
  });
});

test('a longer name goes before a shorter one that it begins with', () => {
  expect(textEraser({ names: ['Bob', 'Bob Baker'], phones: [], addresses: [] })('Bob Baker')).toBe('[erased]');
});

test('what is erased already stays as it is, whatever he is called', () => {
  const odd = textEraser({ names: ['erased', 'Erased Er'], phones: [], addresses: [] });
  expect(odd(odd('Mr. erased, [erased]'))).toBe('Mr. [erased], [erased]');
});

test.each([
  ['We spoke to Bob Bak…', 'We spoke to [erased]…'],
  ['We wrote to bob@ac…', 'We wrote to [erased]…'],
  ['BOB B… | Zoë Müller-B…, and more', '[erased]… | [erased]…, and more'],
  ['We spoke to Bo…', 'We spoke to Bo…'],
  ['Foobob…', 'Foobob…'],
  ['Bob Bak', 'Bob Bak'],
])('where a text was cut, the beginning of his name is erased: %j becomes %j', (text, erased) => {
  expect(erase(text)).toBe(erased);
});

test('a name with signs of a pattern is only text', () => {
  const odd = textEraser({ names: ['A.B (C) [d]* $1 \\ ^x|y'], phones: [], addresses: [] });
  expect(odd('Hello A.B (C) [d]* $1 \\ ^x|y, AxB')).toBe('Hello [erased], AxB');
});

test('with nothing to erase nothing is', () => {
  expect(textEraser({ names: [], phones: [], addresses: [] })('Bob [erased] …')).toBe('Bob [erased] …');
});
