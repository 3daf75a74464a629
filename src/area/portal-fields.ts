import type { FieldInput, FieldValues, PortalAccess } from './field.ts';

type Fields = Readonly<Record<string, FieldInput>>;

/** The fields a requester may see, or fill in. */
export const portalFields = (fields: Fields, access: Exclude<PortalAccess, 'hidden'>): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, { portal = 'hidden' }]) => portal === 'write' || portal === access),
  );

/** The values a requester may see; hidden and retired ones are not there at all. */
export const portalValues = (fields: Fields, values: FieldValues): FieldValues => {
  const visible = portalFields(fields, 'read');
  return Object.fromEntries(Object.entries(values).filter(([id]) => Object.hasOwn(visible, id)));
};
