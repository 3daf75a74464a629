/** A piece of XML that is safe to put into a document. */
export type Xml = { readonly xml: string };

type Attributes = Readonly<Record<string, string | number>>;

/** An element. Whatever stands in attributes and text is escaped; only other elements are not. */
export const element = (name: string, attributes: Attributes, ...content: readonly (Xml | string)[]): Xml => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const tag = `${name}${written.join('')}`;
  // White space between elements shows where one of them is text.
  const between = content.every((one) => typeof one !== 'string') && name !== 'text' ? '\n' : '';
  const inner = [...content.map((one) => (typeof one === 'string' ? escaped(one) : one.xml)), ''].join(between);
  return { xml: inner === '' ? `<${tag}/>` : `<${tag}>${between}${inner}</${name}>` };
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0, section 2.4. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
