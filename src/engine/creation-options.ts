import type { ResolvedArea } from '../area/resolved-area.ts';
import type { Grants } from '../ports/authorizer.ts';
import { accept, type Decided, refuse, refuseNotFound } from '../refusal/refusal.ts';
import { areaPermissions } from './authorize.ts';
import type { Configuration } from './configuration.ts';

/** An area in which the actor may create tickets, with the workflows he may choose. */
export interface CreationOption {
  readonly id: string;
  readonly name: string;
  readonly workflows: readonly { readonly id: string; readonly name: string }[];
}

/** The active areas in which tickets may be created with these grants. */
export const creatableAreas = (configuration: Configuration, grants: Grants): readonly ResolvedArea[] =>
  [...configuration.areas.values()].filter(
    (area) => area.active && areaPermissions(grants, area.id).has('ticket.create'),
  );

export const creationOption = (area: ResolvedArea): CreationOption => ({
  id: area.id,
  name: area.name,
  workflows: [...area.workflows.values()].map(({ id, name }) => ({ id, name })),
});

/** The area of a new ticket: the one named, the only one there is, or the refusal that lists the choice. */
export const chooseArea = (
  configuration: Configuration,
  grants: Grants,
  named: string | undefined,
  preferred: string | undefined,
): Decided<ResolvedArea> => {
  const creatable = creatableAreas(configuration, grants);
  if (named !== undefined) {
    const area = configuration.areas.get(named);
    if (area === undefined || !area.active) return refuseNotFound('area');
    return creatable.includes(area)
      ? accept(area)
      : refuse('forbidden', `You may not create tickets in area "${named}".`, {
          data: { permission: 'ticket.create', area: named },
        });
  }
  const [only, ...others] = creatable;
  if (only === undefined)
    return refuse('forbidden', 'You may not create tickets in any area.', { data: { permission: 'ticket.create' } });
  if (others.length === 0) return accept(only);
  const fallback = creatable.find((area) => area.id === preferred);
  return fallback === undefined
    ? refuse('choice_required', 'Tickets can be created in several areas; name one.', {
        data: { options: creatable.map(creationOption) },
      })
    : accept(fallback);
};
