import { JSDOM } from 'jsdom';

const { window } = new JSDOM('');

/** Reads a document as strictly as XML is meant to be read; throws where it is none. */
export const readXml = (xml: string): Document => {
  const document = new window.DOMParser().parseFromString(xml, 'image/svg+xml');
  const [problem] = document.getElementsByTagName('parsererror');
  if (problem !== undefined) throw new Error(`Not XML: ${problem.textContent}`);
  return document;
};
