export type { MachineState } from '../machine-states.ts';
export { drawDot } from './draw-dot.ts';
export { drawMermaid } from './draw-mermaid.ts';
export type { DrawOptions } from './draw-options.ts';
export { drawPlantUml } from './draw-plant-uml.ts';
export type { StepColors } from './step-colors.ts';
export { type TicketTrace, ticketTrace } from './ticket-trace.ts';
export { toXStateMachine, type XStateGuard, type XStateMachine } from './to-x-state-machine.ts';
export { type DrawnStep, type DrawnTransition, type WorkflowGraph, workflowGraph } from './workflow-graph.ts';
