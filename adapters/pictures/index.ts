export {
  type DrawnStep,
  type DrawnTransition,
  type DrawOptions,
  drawDot,
  drawMermaid,
  drawPlantUml,
  type MachineState,
  type StepColors,
  type TicketTrace,
  ticketTrace,
  toXStateMachine,
  type WorkflowGraph,
  workflowGraph,
  type XStateGuard,
  type XStateMachine,
} from '../../src/workflow/draw/index.ts';
export { drawPicture, type PictureFormat, pictureFormats } from './draw-picture.ts';
export { drawSvg, type SvgOptions } from './draw-svg.ts';
export type { SvgTheme } from './svg-theme.ts';
