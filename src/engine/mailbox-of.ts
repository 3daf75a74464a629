import type { Engine, MailboxOptions } from './engine.ts';

/** A mailbox of this tenant; one of another tenant does not exist for him. */
export const mailboxOf = (
  { mailboxes }: Pick<Engine, 'mailboxes'>,
  tenant: string,
  name: string,
): MailboxOptions | undefined => {
  const mailbox = mailboxes.get(name);
  return (mailbox?.tenant ?? 'default') === tenant ? mailbox : undefined;
};
