import { z } from 'zod';
import { decideDiscard } from '../../notifications/decide-discard.ts';
import { type DraftValues, decideSend, decideUpdateDraft, draftWarnings } from '../../notifications/decide-draft.ts';
import { decideRelease } from '../../notifications/decide-release.ts';
import { mailEventFacts, queueMail } from '../../notifications/make-mails.ts';
import { accept } from '../../refusal/refusal.ts';
import { toInstant } from '../../ticket/instant.ts';
import { mailDomain } from '../mail-domain.ts';
import { onMail } from './on-mail.ts';

const address = z.strictObject({ name: z.string().max(1000).default(''), address: z.string().max(1000) });
const draftInput = z.strictObject({
  to: z.array(address).max(100).optional(),
  cc: z.array(address).max(100).optional(),
  subject: z.string().max(10_000).optional(),
  text: z.string().max(2_000_000).optional(),
});
const nothing = z.strictObject({});

/** Edits a draft. */
export const updateDraftCommand = onMail<DraftValues>({
  name: 'outbox.update',
  values: draftInput,
  decide: (values, { mail, ticket }, { call, now }) => {
    const after = decideUpdateDraft(mail, values, toInstant(now));
    if (!after.ok) return after;
    return accept({
      after: after.value,
      warnings: draftWarnings(after.value, ticket.number, call.engine.configuration.formats),
    });
  },
});

/** Sends a draft: queues it for delivery, which begins when it cannot be taken back any more. */
export const sendCommand = onMail<Record<never, never>>({
  name: 'outbox.send',
  values: nothing,
  decide: (_values, { mail, ticket }, { call, now }) => {
    const sendable = decideSend(mail);
    if (!sendable.ok) return sendable;
    const { engine } = call;
    const queued = queueMail(mail, {
      domain: mailDomain(engine),
      now: toInstant(now),
      userMail: engine.userMail,
      nextId: () => engine.ids.next(now),
    });
    return accept({
      after: { ...queued.mail, version: mail.version + 1 },
      deliveries: queued.deliveries,
      events: [{ type: 'mail.queued', data: { ...mailEventFacts(mail), drafted: true } }],
      warnings: draftWarnings(mail, ticket.number, engine.configuration.formats),
    });
  },
});

/** Gives a draft up, or stops a queued mail of which nothing has left. */
export const discardCommand = onMail<Record<never, never>>({
  name: 'outbox.discard',
  values: nothing,
  decide: (_values, { mail, deliveries }) => decideDiscard(mail, deliveries),
});

/** Lets a queued mail leave now. */
export const releaseCommand = onMail<Record<never, never>>({
  name: 'outbox.release',
  values: nothing,
  decide: (_values, { mail, deliveries }, { now }) => decideRelease(mail, deliveries, toInstant(now)),
});
