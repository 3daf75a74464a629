/** The engine's own permission words in an area; hosts add words of their own on transitions. */
export const permissionWords = [
  'ticket.create',
  'ticket.read',
  'ticket.edit',
  'ticket.edit_closed',
  'ticket.assign',
  'ticket.reopen',
  'ticket.switch_workflow',
  'ticket.delete',
  'ticket.delete_from_list',
  'action.edit_any',
  'action.delete',
  'action.publish',
  'mail.convert',
] as const;
