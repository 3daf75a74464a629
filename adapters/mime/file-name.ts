import { cutText } from '../../src/text/cut-text.ts';
import { headerLine } from './header-line.ts';

/**
 * A name of an attachment that can be shown and offered for saving: the last part of a path, without characters that end a
 * path on any system or turn the direction of writing round (`exe.gpj` shown as `jpg.exe`); never empty, `.` or `..`.
 */
export const fileName = (given: unknown, fallback: string): string => {
  const base = headerLine(given).split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .replace(/[<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/^\.+(?=\.)/, '')
    .trim();
  return shortened(/^\.*$/.test(clean) ? fallback : clean);
};

/** At most 255 characters, of which the extension is kept. */
const shortened = (name: string): string => {
  if (name.length <= 255) return name;
  const extension = /\.[A-Za-z0-9]{1,16}$/.exec(name)?.[0] ?? '';
  return cutText(name, 255 - extension.length) + extension;
};
