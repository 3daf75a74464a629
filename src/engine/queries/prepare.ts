import type { ResolvedArea } from '../../area/resolved-area.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../../refusal/refusal.ts';
import { deepFreeze } from '../../text/deep-freeze.ts';
import type { MailAddress } from '../../text/email-address.ts';
import { userOf } from '../../ticket/actor.ts';
import { requirePermission } from '../../ticket/closed-lock.ts';
import { givenFacts } from '../../ticket/given-facts.ts';
import { type Instant, toInstant } from '../../ticket/instant.ts';
import type { Prefill, RequesterCandidate } from '../../ticket/prefill.ts';
import type { Requester } from '../../ticket/requester.ts';
import type { Warning } from '../../ticket/warning.ts';
import { chooseWorkflow } from '../../workflow/choose-workflow.ts';
import { areaPermissions } from '../authorize.ts';
import type { Call } from '../call.ts';
import { type CreationOption, chooseArea, creatableAreas, creationOption } from '../creation-options.ts';
import { describeTicket } from '../describe-ticket.ts';
import type { ReadMail } from '../read-mail.ts';
import { originOf, originPrefill, preferredArea, type ReadOrigin, readOrigin } from '../read-origin.ts';
import { duplicateWarnings, sameRef } from '../source-matches.ts';
import { prepareInput } from '../ticket-input.ts';

/** An unsaved ticket: a plain value to keep in a form. Nothing was written and no number drawn. */
export interface Prepared {
  /** What `create` would prefill; pass changed values on to it. */
  readonly fields: {
    readonly area: string | null;
    readonly responsible: string;
    readonly subject: string;
    readonly description: string;
    readonly requester: Requester;
  };
  /**
   * The workflow that `create` would choose for these fields if none is named, and the rule that chooses it. Null: the area is
   * still to be chosen, or it has statuses. What else is filled in may lead to another one; `preview.tickets.create` tells.
   */
  readonly workflow: {
    readonly id: string;
    readonly name: string;
    readonly rule: { readonly id: string; readonly name: string } | null;
  } | null;
  /** Paths of the fields that were filled. */
  readonly prefilled: readonly string[];
  /** Who the requester may be, where several match. */
  readonly candidates: readonly RequesterCandidate[];
  /** Where the actor may create. */
  readonly areas: readonly CreationOption[];
  readonly warnings: readonly Warning[];
  /** The mail it is made from. */
  readonly mail: {
    readonly from: MailAddress | null;
    readonly to: readonly MailAddress[];
    readonly cc: readonly MailAddress[];
    readonly subject: string;
    readonly text: string;
    readonly date: Instant | null;
    readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number }[];
  } | null;
  /** Others who opened the same mail in the last 15 minutes. */
  readonly openedBy: readonly { readonly user: string; readonly at: Instant }[];
}

/** How long somebody who opened a mail is taken to be working on it, in minutes. */
const openedFor = 15;

/** Says what `create` would prefill, without writing a ticket. */
export const prepare = async (rawInput: unknown, call: Call): Promise<Decided<Prepared>> => {
  const input = parseInput(prepareInput, rawInput ?? {});
  if (!input.ok) return input;
  const user = userOf(call.actor);
  const { configuration, clock } = call.engine;
  const creatable = creatableAreas(configuration, call.grants);
  if (user === null || creatable.length === 0) {
    return refuse('forbidden', 'You may not create tickets in any area.', { data: { permission: 'ticket.create' } });
  }
  const { from } = input.value;
  const area = chooseArea(configuration, call.grants, input.value.area, preferredArea(from, call));
  if (!area.ok && area.refusal.code !== 'choice_required') return area;
  if (from !== undefined && 'mail' in from && area.ok) {
    const allowed = requirePermission('mail.convert', areaPermissions(call.grants, area.value.id), area.value.id);
    if (!allowed.ok) return allowed;
  }
  const now = clock.now();
  const origin = await readOrigin(from, call);
  if (!origin.ok) return origin;
  const { mail } = origin.value;
  const looked = mail === null ? accept(noLook) : await look(mail, user, now, call);
  if (!looked.ok) return looked;
  const found = mail?.found ?? null;
  const prefill = originPrefill(origin.value, { stripReplyPrefixes: area.ok && area.value.stripReplyPrefixes });
  const workflow = area.ok ? chosenWorkflow(area.value, origin.value, prefill, call) : null;
  return accept(
    deepFreeze({
      workflow,
      fields: {
        area: area.ok ? area.value.id : null,
        responsible: user,
        subject: prefill.subject,
        description: prefill.description,
        requester: prefill.requester,
      },
      prefilled: ['area', 'responsible', ...filledPaths(prefill)].filter((path) => path !== 'area' || area.ok),
      candidates: prefill.candidates,
      areas: creatable.map(creationOption),
      warnings: [...prefill.warnings, ...(found?.warnings ?? []), ...looked.value.warnings],
      mail: found === null ? null : mailOf(found.mail),
      openedBy: looked.value.openedBy,
    }),
  );
};

const chosenWorkflow = (
  area: ResolvedArea,
  origin: ReadOrigin,
  { subject, description, requester }: Prefill,
  { actor }: Call,
): Prepared['workflow'] => {
  const user = userOf(actor);
  const values = { subject, description, requester, project: null, audience: [], fields: {} };
  const given = { ...values, area: area.id, origin: originOf(origin), responsible: user ?? '', creator: actor };
  const start = chooseWorkflow(area, undefined, givenFacts(given), user);
  if (!start.ok || area.mode === 'status') return null;
  const { place, chosenBy } = start.value;
  const rule = area.workflowSelection.rules.find(({ id }) => id === chosenBy.rule);
  return {
    id: place.workflow,
    name: place.workflowName,
    rule: rule === undefined ? null : { id: rule.id, name: rule.name },
  };
};

interface Look {
  readonly openedBy: Prepared['openedBy'];
  readonly warnings: readonly Warning[];
}
const noLook: Look = { openedBy: [], warnings: [] };

/** Looks the mail up, and leaves a mark that this user opened it: advisory, and not part of any ticket. */
const look = async (source: ReadMail, user: string, now: Date, call: Call): Promise<Decided<Look>> => {
  const { store } = call;
  const { tenant } = call.context;
  const openedSince = toInstant(new Date(now.getTime() - openedFor * 60_000));
  const loaded = await store.load({
    tenant,
    source: { ref: source.ref, messageId: source.found?.mail.messageId ?? null, openedSince },
  });
  const taken = loaded.sources.find(({ ref }) => sameRef(ref, source.ref));
  if (taken !== undefined) {
    return describeTicket(
      refuse('already_done', 'This mail was made a ticket already.', { data: { ticket: taken.ticket } }),
      call,
    );
  }
  if (source.found === null) return refuseNotFound('mail');
  await store.commit({ tenant, changes: [], openings: [{ ref: source.ref, user, at: toInstant(now) }] });
  return accept({
    openedBy: loaded.openings
      .filter((opening) => opening.user !== user)
      .map((opening) => ({ user: opening.user, at: opening.at })),
    warnings: duplicateWarnings(source.found, loaded.sources),
  });
};

const filledPaths = (prefill: Prefill): readonly string[] => [
  ...(['subject', 'description'] as const).filter((key) => prefill[key] !== ''),
  ...Object.entries(prefill.requester).flatMap(([key, value]) =>
    value === '' || value === null ? [] : [`requester.${key}`],
  ),
];

const mailOf = (mail: NonNullable<ReadMail['found']>['mail']): Prepared['mail'] => ({
  from: mail.from,
  to: mail.to,
  cc: mail.cc,
  subject: mail.subject,
  text: mail.text,
  date: mail.date === null ? null : toInstant(mail.date),
  attachments: mail.attachments.map(({ name, type, size }) => ({ name, type, size })),
});
