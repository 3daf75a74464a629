import { utf8Length } from './utf8-length.ts';

/** The longest name that every file system of today takes. */
export const longestFileName = 255;

/** Why a text cannot be the name of a file or a folder. */
export interface FileNameProblem {
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Line and control characters, what turns the direction of text around, what nobody sees, and halves of characters. */
const unseen =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/u;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Devices of Windows, with any extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/iu;

/** The form in which names are kept: NFC, without white space around. */
export const cleanFileName = (name: string): string => name.normalize('NFC').trim();

/** Why a clean name cannot be kept, or null: whoever saves the file under it, on any system, must get a plain file. */
export const fileNameProblem = (name: string): FileNameProblem | null => {
  if (name === '') return { code: 'required', message: 'Give the file a name.' };
  if (unseen.test(name)) {
    const message =
      'Control characters, and characters that turn text around or that nobody sees, are not allowed in a name.';
    return { code: 'control_character', message };
  }
  if (/[/\\]/.test(name)) {
    return { code: 'path_separator', message: 'A name holds no "/" and no "\\": give the name alone, without a path.' };
  }
  if (name === '.' || name === '..' || device.test(name)) {
    return {
      code: 'reserved_name',
      message: `"${name}" means something else to an operating system; choose another name.`,
    };
  }
  if (/[<>:"|?*]/.test(name)) {
    return { code: 'reserved_character', message: 'Windows allows none of < > : " | ? * in a name; leave them out.' };
  }
  if (!visible.test(name)) return { code: 'required', message: 'Give the file a name that can be read.' };
  if (name.endsWith('.')) return { code: 'trailing_dot', message: 'A name does not end with a dot.' };
  return utf8Length(name) > longestFileName
    ? {
        code: 'too_long',
        message: `A name takes at most ${longestFileName} bytes in UTF-8.`,
        params: { maximum: longestFileName, unit: 'bytes' },
      }
    : null;
};

/** The extension with its dot, in lower case; empty where there is none. */
export const extensionOf = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return dot < 0 || dot === name.length - 1 ? '' : name.slice(dot).toLowerCase();
};
