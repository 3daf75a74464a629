import { z } from 'zod';
import { portalFields } from '../../area/portal-fields.ts';
import type { ResolvedArea } from '../../area/resolved-area.ts';
import { accept, type Decided, type Issue, refuse, refuseInput, refuseNotFound } from '../../refusal/refusal.ts';
import { decideCreate } from '../../ticket/decide-create.ts';
import { emptyPrefill } from '../../ticket/prefill.ts';
import { chooseWorkflow } from '../../workflow/choose-workflow.ts';
import type { Call } from '../call.ts';
import type { Command } from '../command.ts';

const portalTicket = z.strictObject({
  area: z.string().optional(),
  subject: z.string().max(100_000),
  description: z.string().max(2_000_000),
  name: z.string().max(1000),
  email: z.string().max(1000),
  phone: z.string().max(1000).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
});

/** A requester opens a ticket: everything he writes is his, who he is comes from how he signed in. */
export const portalCreateCommand: Command<z.output<typeof portalTicket>, ResolvedArea> = {
  name: 'portal.create',
  schema: portalTicket,
  repeats: false,
  gather: async (input, call) => choosePortalArea(input.area, call),
  load: () => ({}),
  ticket: () => null,
  people: (_input, _loaded, _call, { portal }) => ({
    users: portal === null ? [] : [...portal.notify, portal.defaultResponsible],
  }),
  decide: ({ name, email, phone, ...input }, { call, freshId, gathered: area, people }) => {
    const { actor } = call;
    if (!('contact' in actor) || area.portal === null) {
      return refuse('forbidden', 'Only a requester opens tickets in the portal.', { data: { permission: null } });
    }
    const writable = portalFields(area.fields, 'write');
    const hidden = Object.keys(input.fields ?? {}).filter((id) => !Object.hasOwn(writable, id));
    if (hidden.length > 0) {
      return refuseInput(
        hidden.map((id) => ({
          path: ['fields', id],
          code: 'unknown_field',
          message: `There is no field "${id}" in this area.`,
        })),
      );
    }
    const { defaultResponsible } = area.portal;
    const events = decideCreate(
      { ...input, requester: { name, email, phone } },
      {
        area,
        origin: 'portal',
        prefill: {
          ...emptyPrefill,
          requester: { ...emptyPrefill.requester, contact: actor.contact, person: actor.person ?? null },
        },
        actor,
        start: (given) => chooseWorkflow(area, undefined, given, null),
        responsible: defaultResponsible,
        // He stays responsible when he has left meanwhile: a requester cannot mend the configuration.
        people: {
          ...people,
          users: new Map(people.users).set(defaultResponsible, { id: defaultResponsible, name: '' }),
        },
        attached: null,
      },
    );
    return events.ok
      ? accept({ ticketId: freshId, before: null, area, events: events.value, people })
      : refuseInput(events.refusal.issues.map(asWritten));
  },
};

/** He writes name, e-mail and phone at the top: there stand their problems too. */
const asWritten = (issue: Issue): Issue =>
  issue.path[0] === 'requester' ? { ...issue, path: issue.path.slice(1) } : issue;

/** The areas whose portal is open. */
export const portalAreas = ({ engine }: Pick<Call, 'engine'>): readonly ResolvedArea[] =>
  [...engine.configuration.areas.values()].filter((area) => area.active && area.portal !== null);

const choosePortalArea = (named: string | undefined, call: Call): Decided<ResolvedArea> => {
  const open = portalAreas(call);
  const [only, ...others] = named === undefined ? open : open.filter(({ id }) => id === named);
  if (only === undefined) return refuseNotFound('area');
  return others.length === 0
    ? accept(only)
    : refuse('choice_required', 'Tickets can be opened in several areas; name one.', {
        data: { options: open.map(({ id, name }) => ({ id, name })) },
      });
};
