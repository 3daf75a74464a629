/**
 * A file name for a download, whatever is in it: plain for old readers, and in full (RFC 6266, section 4.3; RFC 8187, section 3.2).
 * Paths, controls and what turns the direction of writing are taken out.
 */
export const contentDisposition = (name: string): string => {
  const clean = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[\\/]/g, '_')
    .trim();
  const shown = clean === '' || /^\.+$/.test(clean) ? 'file' : clean;
  const plain = shown.replace(/[^\x20-\x7e]/g, '_').replace(/["%;]/g, '_');
  const extended = encodeURIComponent(shown).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
};
