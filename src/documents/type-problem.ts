import type { ResolvedDocumentSettings } from '../area/document-settings.ts';
import type { Issue } from '../refusal/refusal.ts';
import { extensionOf } from '../text/file-name.ts';
import { chosenMediaType, mediaTypeOfName } from '../text/media-type.ts';

/**
 * Why an area does not take a file of this type, or null. What the name says counts before what was declared, so that a page
 * does not pass for a picture; blocked is blocked by either.
 */
export const typeProblem = (
  name: string,
  declared: string | null,
  { allow, block }: ResolvedDocumentSettings,
): Omit<Issue, 'path'> | null => {
  const extension = extensionOf(name);
  const byName = mediaTypeOfName(name);
  const known = byName ?? chosenMediaType(name, declared);
  const isBlocked = block.some((type) => matches(type, extension, [byName, declared]));
  if (!isBlocked && (allow === null || allow.some((type) => matches(type, extension, [known])))) return null;
  return {
    code: 'type_not_allowed',
    message: `Files of this type are not taken here${allow === null ? '' : `; these are: ${allow.join(', ')}`}.`,
    params: { extension, mediaType: declared ?? byName, ...(allow === null ? {} : { allowed: allow }) },
  };
};

const matches = (pattern: string, extension: string, types: readonly (string | null)[]): boolean => {
  if (pattern.startsWith('.')) return pattern === extension;
  const whole = pattern.endsWith('/*') ? pattern.slice(0, -1) : null;
  return types.some((type) => type !== null && (type === pattern || (whole !== null && type.startsWith(whole))));
};
