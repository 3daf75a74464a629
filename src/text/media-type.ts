import { extensionOf } from './file-name.ts';

/** What files with an extension are; the first is the usual one. */
const byExtension: Readonly<Record<string, readonly string[]>> = {
  '.bmp': ['image/bmp'],
  '.css': ['text/css'],
  '.csv': ['text/csv', 'application/vnd.ms-excel', 'text/plain'],
  '.doc': ['application/msword'],
  '.docx': ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  '.eml': ['message/rfc822'],
  '.gif': ['image/gif'],
  '.heic': ['image/heic', 'image/heif'],
  '.htm': ['text/html'],
  '.html': ['text/html'],
  '.ics': ['text/calendar'],
  '.jpeg': ['image/jpeg'],
  '.jpg': ['image/jpeg'],
  '.json': ['application/json', 'text/json'],
  '.log': ['text/plain'],
  '.md': ['text/markdown', 'text/plain'],
  '.mp3': ['audio/mpeg'],
  '.mp4': ['video/mp4'],
  '.odp': ['application/vnd.oasis.opendocument.presentation'],
  '.ods': ['application/vnd.oasis.opendocument.spreadsheet'],
  '.odt': ['application/vnd.oasis.opendocument.text'],
  '.pdf': ['application/pdf'],
  '.png': ['image/png'],
  '.ppt': ['application/vnd.ms-powerpoint'],
  '.pptx': ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  '.rtf': ['application/rtf', 'text/rtf'],
  '.svg': ['image/svg+xml'],
  '.tif': ['image/tiff'],
  '.tiff': ['image/tiff'],
  '.txt': ['text/plain'],
  '.wav': ['audio/wav', 'audio/x-wav'],
  '.webp': ['image/webp'],
  '.xls': ['application/vnd.ms-excel'],
  '.xlsx': ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  '.xml': ['application/xml', 'text/xml'],
  '.zip': ['application/zip', 'application/x-zip-compressed'],
};

/** What a file is when nobody says more. */
const unknownType = 'application/octet-stream';
/** Pictures that run nothing, whatever is in them; not SVG, which holds scripts. */
const harmless = new Set(['image/gif', 'image/jpeg', 'image/png', 'image/webp']);
/** RFC 6838, section 4.2. */
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** A media type without its parameters, in lower case; null: it is none. */
export const parseMediaType = (text: string): string | null => {
  const type = (text.split(';')[0] ?? '').trim().toLowerCase();
  return mediaType.test(type) ? type : null;
};

/** What a file of this name usually is, or null. */
export const mediaTypeOfName = (name: string): string | null => typesOf(name)[0] ?? null;

/** What was said of a file, unless it says nothing and its name says more. */
export const chosenMediaType = (name: string, declared: string | null): string =>
  (declared === null || declared === unknownType ? mediaTypeOfName(name) : declared) ?? unknownType;

/**
 * May a browser show the file, or must it save it? Only pictures that run nothing, and only where name and type agree: a page
 * that calls itself a picture is saved.
 */
export const dispositionOf = (name: string, type: string): 'inline' | 'attachment' =>
  harmless.has(type) && typesOf(name).includes(type) ? 'inline' : 'attachment';

const typesOf = (name: string): readonly string[] => {
  const extension = extensionOf(name);
  return Object.hasOwn(byExtension, extension) ? (byExtension[extension] ?? []) : [];
};
