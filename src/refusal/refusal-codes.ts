/**
 * The closed table of refusal codes: why a command or query was refused, and what the caller can do about it.
 * Each code has a page under docs/errors/. Finer reasons stand in `issues`.
 */
export const refusalCodes = {
  invalid_input: 'Something in the input is wrong. Mend every path named in `issues` and call again.',
  confirmation_required: 'The command needs a confirmation. Show `data` to the user and call again with his answer.',
  forbidden: 'The actor lacks the permission named in `data.permission`, or may not use what else `data` names.',
  not_found: 'There is no such thing, or the actor may not see it.',
  transition_unavailable: 'The transition cannot be taken now. Ask `availableTransitions` for those that can.',
  ticket_closed: 'The ticket is closed and locked. Reopen it first, or act with `ticket.edit_closed`.',
  conflict: 'Somebody else was faster. `data` shows how things are now, e.g. `data.ticket`; decide anew.',
  already_done: 'This was done before; `data` says what came of it.',
  wrong_state: 'The thing is not in a state that allows this; `data.state` says which it is in.',
  key_reused: 'The idempotency key was used with another input. Use a new key for a new intent.',
  choice_required: 'There is more than one way; choose one of `data.options` and name it.',
  config_invalid: 'The configuration is wrong; `issues` lists every problem at once.',
  not_in_transaction: 'The handle is not inside an open transaction. Begin one and pass its client.',
  store_failed: 'The store failed. Nothing was written; the cause is attached.',
  delivery_failed: 'The mail could not be delivered; `data` says why.',
} as const;

/** One of the closed table of refusal codes. */
export type RefusalCode = keyof typeof refusalCodes;
