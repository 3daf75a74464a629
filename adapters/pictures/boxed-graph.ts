import type { DrawnStep, DrawnTransition, WorkflowGraph } from '../../src/workflow/draw/index.ts';
import { measureText } from './measure-text.ts';
import { wrapText } from './wrap-text.ts';

/** Lines of text and the room they take, in pixels. */
export interface Boxed {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** A graph whose texts have their lines and sizes. */
export interface BoxedGraph {
  readonly graph: WorkflowGraph;
  readonly steps: readonly (DrawnStep & Boxed)[];
  /** The permission stands in brackets, as a guard does in UML. */
  readonly transitions: readonly (DrawnTransition & Boxed)[];
}

export const stepFont = 14;
export const transitionFont = 12;
/** From one line of text to the next, in parts of the font size. */
export const lineHeight = 1.25;

/** Decides where lines break, and how much room each text needs. */
export const boxedGraph = (graph: WorkflowGraph): BoxedGraph => ({
  graph,
  steps: graph.steps.map((step) => {
    const lines = wrapText(step.name, { fontSize: stepFont, width: 170, lines: 3 });
    const { width, height } = sizeOf(lines, stepFont);
    return { ...step, lines, width: Math.max(70, width + 28), height: height + 18 };
  }),
  transitions: graph.transitions.map((transition) => {
    const { name, permission, after } = transition;
    const lines = [name, `[${permission}]`, ...(after === null ? [] : [`after ${after}`])].flatMap((text) =>
      wrapText(text, { fontSize: transitionFont, width: 150, lines: 2 }),
    );
    const { width, height } = sizeOf(lines, transitionFont);
    return { ...transition, lines, width: width + 10, height: height + 4 };
  }),
});

const sizeOf = (lines: readonly string[], fontSize: number) => ({
  width: Math.ceil(Math.max(...lines.map((line) => measureText(line, fontSize)))),
  height: Math.ceil(lines.length * fontSize * lineHeight),
});
