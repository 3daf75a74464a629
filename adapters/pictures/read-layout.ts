/** A place in the picture, in pixels from the upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where Graphviz put everything. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Centres of steps by key; `start` is where tickets come from. */
  readonly steps: ReadonlyMap<string, Point>;
  /** By id of the edge. */
  readonly lines: ReadonlyMap<string, Line>;
}

/** The way of a transition. */
export interface Line {
  /** Points of Bézier curves: the first one, then three for each curve. */
  readonly curve: readonly Point[];
  /** Where the arrow points. */
  readonly tip: Point;
  /** Centre of the label, if there is one. */
  readonly label: Point | null;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads the answer of Graphviz (its format `json`), whose y axis points up. */
export const readLayout = (json: string): Layout => {
  const graph: Json = JSON.parse(json);
  const [, , width = 0, height = 0] = numbers(graph.bb);
  const point = (text: unknown): Point => {
    const [x = 0, y = 0] = numbers(text);
    return { x, y: height - y };
  };
  const lineOf = (edge: Json): Line => {
    const points = String(edge.pos).split(' ');
    const tip = points.find((one) => one.startsWith('e,'))?.slice(2);
    const curve = points.filter((one) => !one.startsWith('e,')).map(point);
    return {
      curve,
      tip: tip === undefined ? (curve.at(-1) ?? point('')) : point(tip),
      label: edge.lp === undefined ? null : point(edge.lp),
    };
  };
  return {
    width,
    height,
    steps: new Map(list(graph.objects).map((node) => [String(node.name), point(node.pos)])),
    lines: new Map(list(graph.edges).map((edge) => [String(edge.id), lineOf(edge)])),
  };
};

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);

const numbers = (text: unknown): readonly number[] => String(text).split(',').map(Number);
