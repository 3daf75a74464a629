import { formatNumber, numberSeries } from '../area/number-format.ts';
import type { PlannedMail as Planned } from '../notifications/planned-mail.ts';
import { accept, type Decided } from '../refusal/refusal.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { deepFreeze } from '../text/deep-freeze.ts';
import type { MailAddress } from '../text/email-address.ts';
import type { TicketEvent } from '../ticket/ticket-event.ts';
import type { TicketRow } from '../ticket/ticket-row.ts';
import type { Warning } from '../ticket/warning.ts';
import { assemblePlan } from './assemble-plan.ts';
import type { Call } from './call.ts';
import type { Command } from './command.ts';
import { type NotAllowed, notAllowed } from './not-allowed.ts';
import { openCommand } from './open-command.ts';
import type { Plan } from './plan.ts';
import { type QuestionView, questionView } from './question-view.ts';
import { replayed } from './replayed.ts';
import { type Ticket, ticketView } from './ticket-view.ts';

/** A mail that a command would leave behind. */
export interface PreviewedMail {
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly mode: 'draft' | 'queued';
  /** What it is for. */
  readonly reason: Planned['kind'];
}

/** What a command would do. */
export type Preview<T = Ticket> =
  | {
      readonly allowed: true;
      /** The ticket as it would be then. */
      readonly ticket: T;
      /** True when the number is not drawn yet: another ticket may get it first. */
      readonly provisional: boolean;
      readonly changes: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
      readonly events: readonly TicketEvent['type'][];
      readonly mails: readonly PreviewedMail[];
      /** What the desk would ask then; the id is not drawn yet. */
      readonly questions: readonly Omit<QuestionView, 'id'>[];
      readonly warnings: readonly Warning[];
    }
  | NotAllowed;

/** Runs a command dry: everything up to the commit, with the number that would come next. Nothing is written. */
export const previewCommand = async <Input, Gathered>(
  command: Command<Input, Gathered>,
  call: Call,
  rawInput: unknown,
  rawOptions: unknown,
): Promise<Decided<Preview>> => {
  const opened = await openCommand(command, call, rawInput, rawOptions);
  const intent = opened.ok ? await opened.value.decide() : opened;
  if (!opened.ok || !intent.ok) return accept(notAllowed((intent as Extract<typeof intent, { ok: false }>).refusal));
  if (intent.value.kind === 'replay') return accept(notAllowed(replayed));
  const { plan } = intent.value;
  const { now } = opened.value;
  const created = plan.before === null;
  const assembled = assemblePlan(plan, call, now, created ? await nextNumber(plan, call, now) : null);
  return accept(
    deepFreeze({
      allowed: true,
      ticket: ticketView(assembled.after, call),
      provisional: created,
      changes: changesBetween(plan.before, assembled.after),
      events: [...assembled.events, ...(assembled.other?.events ?? [])].map(({ type }) => type),
      mails: assembled.planned.map(previewedMail),
      questions:
        plan.question == null ? [] : [withoutId(questionView({ question: plan.question, ticket: assembled.after }))],
      warnings: assembled.warnings,
    }),
  );
};

export const previewedMail = ({ to, subject, text, mode, kind }: Planned): PreviewedMail => ({
  to,
  subject,
  text,
  mode,
  reason: kind,
});

const withoutId = ({ id: _id, ...question }: QuestionView): Omit<QuestionView, 'id'> => question;

const nextNumber = async ({ area }: Plan, { store, context }: Call, now: Date): Promise<string> => {
  const { number } = area;
  const series = numberSeries(area.id, number, now);
  return formatNumber(number, await store.peek({ tenant: context.tenant, series, from: number.start }), now);
};

/** Bookkeeping that every event moves says nothing about what a command does. */
const bookkeeping = new Set<keyof TicketRow>([
  'id',
  'version',
  'createdAt',
  'updatedAt',
  'lastExternalAt',
  'mailCount',
  'draftCount',
  'documentCount',
]);

const changesBetween = (before: TicketRow | null, after: TicketRow) =>
  (Object.keys(after) as (keyof TicketRow)[])
    .filter(
      (field) => !bookkeeping.has(field) && canonicalJson(before?.[field] ?? null) !== canonicalJson(after[field]),
    )
    .map((field) => ({ field, from: before?.[field] ?? null, to: after[field] }));
