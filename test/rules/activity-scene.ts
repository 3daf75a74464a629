import type { ActivityContext } from '../../src/ports/activities.ts';
import type { ActivityRef } from '../../src/ticket/activity-link.ts';
import type { StoreWithActivities } from './every-store.ts';
import { openHelpdesk, printer } from './helpdesk.ts';

const incident = { area: 'helpdesk', workflow: 'incident', ...printer } as const;
const byAda = { tenant: 'default', actor: { user: 'ada' } };
const at = '2026-03-04T08:00:00.000Z';

/** A desk with two tickets, and a host whose activities can be hidden, held back or broken. */
export const openActivities = async ({ store, activities }: StoreWithActivities) => {
  const hidden = new Set<string>();
  const held = new Set<string>();
  const calls: string[] = [];
  const created = new Set<string>();
  const broken = { create: false, lookUp: false };
  const kit = await openHelpdesk(store, {
    activities: {
      ...activities,
      create: async (draft, context) => {
        calls.push('create');
        if (broken.create) throw new Error('The calendar is down.');
        const made = await activities.create(draft, context);
        created.add(made.id);
        return made;
      },
      discard: (ref, context) => {
        calls.push('discard');
        return activities.discard(ref, context);
      },
      lookUp: async (refs, context) => {
        calls.push('lookUp');
        if (broken.lookUp) throw new Error('The calendar is down.');
        const found = await activities.lookUp(refs, context);
        return found.map((one) => ({ ...one, visible: !hidden.has(one.id), linkable: !held.has(one.id) }));
      },
    },
  });
  for (const id of ['acme', 'globex']) kit.people.addContact({ id, name: id });
  for (const id of ['new-office', 'move']) kit.people.addProject({ id, name: id });
  const agent = kit.agent('Ada', 'agent');
  const make = async (more = {}) => (await agent.tickets.create({ ...incident, ...more })).ticket.id;
  let made = 0;
  return {
    ...kit,
    ada: agent,
    activities,
    hidden,
    held,
    calls,
    /** Ids of what the desk made in the host, whether it is still there or not. */
    created,
    broken,
    make,
    first: await make(),
    second: await make(),
    /** An activity that was made elsewhere in the host. */
    elsewhere: async (type: ActivityRef['type'] = 'call', subject = 'Called Bob', context: ActivityContext = byAda) => {
      made += 1;
      const draft = { type, subject, description: '', at, until: null, details: {} };
      const { id } = await activities.create(draft, { ...context, key: `elsewhere-${made}`, now: at });
      return { type, id };
    },
  };
};
