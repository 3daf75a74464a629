import { z } from 'zod';
import type { TicketDetail } from '../../ports/store.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, type Issue, type Refusal, refuse, refuseInput } from '../../refusal/refusal.ts';
import { decideMove } from '../../workflow/decide-move.ts';
import type { Call } from '../call.ts';
import { moved, whenClosing } from '../commands/moved.ts';
import { onTicket } from '../commands/on-ticket.ts';
import { waysFrom, whoeverTakes } from '../commands/ways.ts';
import type { Configuration } from '../configuration.ts';
import { type Begun, type BulkCall, beginListed } from './begun.ts';
import { type BulkForecast, countVerdicts } from './bulk-verdict.ts';

/** Where several tickets are to go. */
interface BulkMoveInput {
  /** A step of workflows, or a status of status lists. */
  readonly kind: 'step' | 'status';
  readonly step: string;
  readonly comment?: string | undefined;
  /** Without it no ticket is closed. */
  readonly confirm?: { readonly inform: boolean } | undefined;
}

const bulkMoveInput: z.ZodType<BulkMoveInput> = z.strictObject({
  kind: z.enum(['step', 'status']),
  step: z.string().max(255),
  comment: z.string().max(100_000).optional(),
  confirm: z.strictObject({ inform: z.boolean() }).optional(),
});

/** Moves one of the tickets, as a single one is moved; nothing but closing needs a confirmation. */
const bulkMoveCommand = onTicket<BulkMoveInput>({
  name: 'bulk.setStep',
  values: bulkMoveInput,
  repeats: false,
  details: ({ step }, configuration): readonly TicketDetail[] => [
    ...(mayClose(step, configuration) ? whenClosing : []),
    ...whenAssigning(configuration),
  ],
  ...whoeverTakes(
    ({ step }) =>
      (ticket, configuration) =>
        waysFrom(ticket, configuration).filter(({ to }) => to === step),
    () => ({}),
  ),
  decide: ({ kind, step, comment, confirm }, { ticket, area, permissions }, facts) => {
    if ((area.mode === 'status') !== (kind === 'status')) return refuseInput([otherMode(kind, area.id)]);
    const { actor } = facts.call;
    const { people, holds } = facts;
    const history = facts.loaded.tickets[0]?.details.events ?? [];
    const context = { area, actor, permissions, people, holds, history, via: 'bulk' } as const;
    const move = decideMove(ticket, step, comment, context);
    if (!move.ok) return move;
    const { events, commentDropped } = move.value;
    const closes = events.some(({ type }) => type === 'ticket.closed');
    if (closes && confirm === undefined) return refuseUnconfirmed(ticket.requester.email === '');
    const done = moved(events, area, facts);
    if (!done.ok) return done;
    return accept({
      ...done.value,
      via: 'bulk',
      ...(closes && confirm?.inform === true
        ? { requesterMail: { kind: 'closing' as const, mode: 'queued' as const } }
        : {}),
      warnings: commentDropped ? [commentNotTaken] : [],
    });
  },
});

/** What has to be read where a transition may make somebody responsible by itself. */
const whenAssigning = ({ assigning }: Configuration): readonly TicketDetail[] => [
  ...(assigning.previous.size > 0 ? (['events'] as const) : []),
  ...(assigning.previous.size + assigning.actor.size > 0 ? (['questions'] as const) : []),
];

/** Is there a workflow in which this step is closed? */
const mayClose = (step: string, { areas }: Pick<Configuration, 'areas'>): boolean =>
  [...areas.values()].some(({ workflows, former }) =>
    [...workflows.values(), ...former.values()].some(({ steps }) =>
      steps.some(({ id, category }) => id === step && category === 'closed'),
    ),
  );

/** Reads where several tickets are to go. Where some would be closed, that must be confirmed. */
export const beginMove = (raw: unknown, selection: BulkCall, call: Call): Decided<Begun<BulkMoveInput, number>> => {
  const values = parseInput(bulkMoveInput, raw);
  if (!values.ok) return values;
  const { kind, step, confirm } = values.value;
  const { configuration } = call.engine;
  if (!isKnown(step, configuration)) return refuseInput([unknownStep(kind, step)]);
  const asks = confirm === undefined && mayClose(step, configuration);
  return beginListed(bulkMoveCommand, values.value, selection, call, asks ? { unconfirmed: closingRefusal } : {});
};

const isKnown = (step: string, { areas }: Pick<Configuration, 'areas'>): boolean =>
  [...areas.values()].some(({ workflows, former }) =>
    [...workflows.values(), ...former.values()].some(({ steps }) => steps.some(({ id }) => id === step)),
  );

const unknownStep = (kind: BulkMoveInput['kind'], step: string): Issue => ({
  path: [kind],
  code: 'not_an_option',
  message: `There is no ${kind} "${step}"; bulk.targets says where the tickets can go.`,
});

/** Says how many would be closed, and how many of them could not be told. */
const closingRefusal = (forecasts: readonly BulkForecast[]): Refusal | null => {
  const closing = forecasts.flatMap((one) =>
    one.outcome === 'refused' && one.refusal.code === 'confirmation_required' ? [one.refusal] : [],
  );
  if (closing.length === 0) return null;
  const { unchanged, refused } = countVerdicts(forecasts);
  const impact = {
    closing: closing.length,
    withoutAddress: closing.filter(({ data }) => data.withoutAddress === true).length,
    unchanged,
    refused: refused - closing.length,
  };
  const message = `This closes ${closing.length} tickets; pass { confirm: { inform: true } } or { confirm: { inform: false } }.`;
  return {
    code: 'confirmation_required',
    message,
    issues: [{ path: ['confirm'], code: 'required', message }],
    data: { impact },
  };
};

const otherMode = (kind: BulkMoveInput['kind'], area: string): Issue =>
  kind === 'status'
    ? {
        path: ['status'],
        code: 'no_statuses',
        message: `Tickets of area "${area}" run through workflows; move them with bulk.setStep.`,
      }
    : {
        path: ['step'],
        code: 'no_workflows',
        message: `Tickets of area "${area}" have a list of statuses; move them with bulk.setStatus.`,
      };

const refuseUnconfirmed = (withoutAddress: boolean) =>
  refuse('confirmation_required', 'This closes the ticket; pass { confirm: { inform } }.', {
    data: { withoutAddress },
  });

const commentNotTaken = {
  code: 'comment_not_taken',
  message: 'The transition of this ticket takes no comment; it was left out here.',
};
