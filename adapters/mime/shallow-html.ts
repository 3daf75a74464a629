/** Elements that hold nothing, or that the next sibling closes: a run of them does not nest. */
const flat = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th tbody thead tfoot'.split(
    ' ',
  ),
);

/**
 * HTML up to the tag that would nest deeper than `limit`.
 *
 * htmlparser2, below html-to-text, takes quadratic time in the depth: 200,000 open `<b>` took mailparser's authors 9 s.
 */
export const shallowHtml = (html: string, limit: number): string => {
  const open = new Map<string, number>();
  const stack: string[] = [];
  for (const { index, groups } of html.matchAll(/<(?<end>\/?)(?<name>[a-z][a-z0-9:-]{0,63})/gi)) {
    const name = groups?.name?.toLowerCase() ?? '';
    if (flat.has(name)) continue;
    const count = open.get(name) ?? 0;
    if (groups?.end === '') {
      if (stack.length >= limit) return html.slice(0, index);
      stack.push(name);
      open.set(name, count + 1);
    } else if (count > 0) {
      let closed: string | undefined;
      do {
        closed = stack.pop();
        if (closed !== undefined) open.set(closed, (open.get(closed) ?? 1) - 1);
      } while (closed !== name && closed !== undefined);
    }
  }
  return html;
};
