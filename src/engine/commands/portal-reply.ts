import { z } from 'zod';
import { decideAddAction } from '../../actions/decide-add-action.ts';
import { accept, type Issue, refuseInput } from '../../refusal/refusal.ts';
import { toInstant } from '../../ticket/instant.ts';
import { decideAddition } from '../../workflow/decide-addition.ts';
import { additionReaders } from './addition-readers.ts';
import { onTicket } from './on-ticket.ts';
import { type PortalFileValues, planPortalFiles, portalFiles } from './portal-files.ts';

interface Reply {
  readonly text: string;
  readonly files?: readonly PortalFileValues[] | undefined;
}

/** A requester adds something to his ticket: an external action of his own, with files if he likes, of which the responsible hears. */
export const portalReplyCommand = onTicket<Reply>({
  name: 'portal.reply',
  values: z.strictObject({ text: z.string().max(2_000_000), files: portalFiles.optional() }),
  repeats: true,
  details: ({ files }) => (files === undefined ? [] : ['documents']),
  people: (_values, ticket, _actor, configuration) => additionReaders(ticket, configuration),
  decide: ({ text, files }, { ticket, area }, facts) => {
    const { call, now, freshId, people } = facts;
    const opened = decideAddition(ticket, area, { people, now: toInstant(now) });
    if (!opened.ok) return opened;
    const missing: readonly Issue[] =
      text.trim() === '' ? [{ path: ['text'], code: 'required', message: 'Write something.' }] : [];
    const sent = files === undefined ? null : planPortalFiles(files, area, facts, (index) => ['files', index]);
    if (sent?.ok === false) {
      return sent.refusal.code === 'invalid_input' ? refuseInput([...missing, ...sent.refusal.issues]) : sent;
    }
    if (missing.length > 0) return refuseInput(missing);
    const action = { id: freshId, now: toInstant(now), actor: call.actor, area, people };
    const events = decideAddAction({ visibility: 'external', description: text, concerns: [] }, action);
    if (!events.ok) return events;
    return accept({
      ...sent?.value,
      events: [...opened.value, ...events.value, ...(sent?.value.events ?? [])],
      result: { action: freshId },
    });
  },
});
