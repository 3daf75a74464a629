import { JSDOM } from 'jsdom';

/** What Mermaid has understood of a flowchart. */
export interface ReadMermaid {
  readonly title: string;
  readonly steps: ReadonlyMap<string, string>;
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly thick: boolean;
  }[];
}

interface FlowDb {
  getAccTitle(): string;
  getVertices(): ReadonlyMap<string, { readonly text?: string }>;
  getEdges(): readonly {
    readonly start: string;
    readonly end: string;
    readonly text: string;
    readonly stroke: string;
  }[];
}

/** Mermaid looks for a document when it is loaded. */
const loadMermaid = async () => {
  const { window } = new JSDOM('');
  Object.assign(globalThis, { window, document: window.document, Element: window.Element });
  return (await import('mermaid')).default;
};
let mermaid: ReturnType<typeof loadMermaid> | undefined;

/** Reads a flowchart with Mermaid itself, which throws where it cannot. */
export const readMermaid = async (text: string): Promise<ReadMermaid> => {
  mermaid ??= loadMermaid();
  const { parse, mermaidAPI } = await mermaid;
  await parse(text);
  const diagram = await mermaidAPI.getDiagramFromText(text);
  if (diagram.type !== 'flowchart-v2') throw new Error(`Mermaid takes this for a ${diagram.type}.`);
  const db = diagram.db as unknown as FlowDb;
  return {
    title: decoded(db.getAccTitle()),
    steps: new Map([...db.getVertices()].map(([key, vertex]) => [key, decoded(vertex.text ?? '')])),
    arrows: db.getEdges().map(({ start, end, text: label, stroke }) => ({
      from: start,
      to: end,
      label: decoded(label),
      thick: stroke === 'thick',
    })),
  };
};

/** Entities, as Mermaid keeps them until it has made its picture. */
const decoded = (text: string): string => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)));
