/** The engine's own permission words in an area; hosts add words of their own on transitions. */
export const permissionWords = [
  'ticket.create',
  'ticket.read',
  'ticket.edit',
  'ticket.edit_closed',
  'ticket.assign',
  'ticket.reopen',
  'ticket.switch_workflow',
  'mail.convert',
] as const;
