/** Longer than a line can be (RFC 5322, section 2.1.1): not an id, and nothing to use as a key. */
const longest = 998;

/**
 * The ids of a header as `<…>`, in order and once each. White space inside the brackets is a folded line and goes: mailparser
 * makes two ids of it.
 */
export const messageIds = (header: string | null): string[] => {
  const bracketed = header?.match(/<[^<>]+>/g)?.map((id) => id.replace(/\s/g, ''));
  const ids = bracketed ?? (header ?? '').split(/\s+/).map((id) => `<${id.replace(/[<>]/g, '')}>`);
  return [...new Set(ids)].filter((id) => id !== '<>' && id.length <= longest);
};
