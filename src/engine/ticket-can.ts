import { requireToChange } from '../ticket/closed-lock.ts';
import type { OfferedTransition } from '../workflow/available-transitions.ts';
import { closingTransition } from '../workflow/closing-transition.ts';
import type { Call } from './call.ts';
import { mayDelete } from './commands/delete-ticket.ts';
import { mayAddDocument } from './commands/documents.ts';
import { mayRefreshRequester } from './commands/refresh-requester.ts';
import { mayStartTimer } from './commands/start-timer.ts';
import { workflowsToSwitchTo } from './commands/switch-workflow.ts';
import type { TicketInHand } from './commands/ticket-in-hand.ts';
import { mayUpdate } from './commands/update.ts';
import { requireActivities } from './find-activities.ts';

/** What the actor may do with a ticket now, by the rules that guard the commands: what a screen shows, and what it hides. */
export interface TicketCan {
  readonly edit: boolean;
  /** Make somebody else responsible. */
  readonly handOver: boolean;
  /** Change the audience. */
  readonly assign: boolean;
  /** Copy the requester’s name, e-mail and phone anew from the host, if it still knows the person. */
  readonly refreshRequester: boolean;
  /** Switch to another workflow of the area. */
  readonly switchWorkflow: boolean;
  /** Close it, perhaps after a choice among several ways, or with inputs that the transition asks for. */
  readonly close: boolean;
  readonly draftInterim: boolean;
  readonly addAction: boolean;
  /** Start a timer, let a paused one run on, or stop one; a running one can always be paused. */
  readonly startTimer: boolean;
  readonly addDocument: boolean;
  /** Make an activity of the host at the ticket, or link one. */
  readonly linkActivity: boolean;
  /** Delete it for good. */
  readonly delete: boolean;
}

/** What can be done with a ticket whose area is gone from the configuration. */
export const nothingToDo: TicketCan = {
  edit: false,
  handOver: false,
  assign: false,
  refreshRequester: false,
  switchWorkflow: false,
  close: false,
  draftInterim: false,
  addAction: false,
  startTimer: false,
  addDocument: false,
  linkActivity: false,
  delete: false,
};

export const ticketCan = (
  hand: TicketInHand,
  offered: readonly OfferedTransition[],
  call: Pick<Call, 'actor' | 'engine'>,
): TicketCan => {
  const editable = requireToChange('ticket.edit', hand).ok;
  return {
    edit: mayUpdate({ subject: '' }, hand).ok,
    handOver: mayUpdate({ responsible: '' }, hand).ok,
    assign: mayUpdate({ audience: [] }, hand).ok,
    refreshRequester: mayRefreshRequester(hand, call).ok,
    switchWorkflow: workflowsToSwitchTo(hand).length > 0,
    close: canClose(hand, offered),
    draftInterim: editable,
    addAction: editable,
    startTimer: mayStartTimer(hand, call).ok,
    addDocument: mayAddDocument(hand, call).ok,
    linkActivity: editable && requireActivities(call).ok,
    delete: mayDelete(hand).ok,
  };
};

const canClose = ({ ticket, area }: TicketInHand, offered: readonly OfferedTransition[]): boolean => {
  const definition = area.workflows.get(ticket.workflow);
  const closing = definition === undefined ? null : closingTransition(ticket, definition, offered);
  return closing !== null && (closing.ok || closing.refusal.code === 'choice_required');
};
