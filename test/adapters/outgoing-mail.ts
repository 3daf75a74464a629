import type { OutgoingMail } from '../../src/ports/mailer.ts';

/** A mail as the engine makes it, with what matters to a test put in its place. */
export const outgoingMail = (more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  envelope: { from: 'bounces@helpdesk.test', to: 'rosa@customer.test' },
  from: { name: 'Helpdesk', address: 'helpdesk@helpdesk.test' },
  to: [{ name: 'Rosa Kundin', address: 'rosa@customer.test' }],
  cc: [],
  subject: 'Your ticket T-1',
  text: 'Good morning,\n\nwe are on it.\n',
  date: new Date('2026-03-29T01:30:00Z'),
  messageId: '<t1.m1.r@helpdesk.test>',
  inReplyTo: null,
  references: [],
  headers: {},
  ...more,
});
