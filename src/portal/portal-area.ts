import type { FieldInput } from '../area/field.ts';
import { portalFields } from '../area/portal-fields.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';

/** An area in which a requester may open tickets, and the fields he may fill in. */
export interface PortalArea {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly (Pick<FieldInput, 'type' | 'required'> & {
    readonly id: string;
    readonly name: string;
    /** What a `choice` or `many` field offers. */
    readonly of?: readonly string[];
  })[];
}

export const portalArea = (area: ResolvedArea): PortalArea => ({
  id: area.id,
  name: area.name,
  fields: Object.entries(portalFields(area.fields, 'write')).map(([id, field]) => ({
    id,
    name: field.name ?? id,
    type: field.type,
    required: field.required ?? false,
    ...('of' in field ? { of: field.of } : {}),
  })),
});
