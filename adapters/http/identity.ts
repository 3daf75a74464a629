/** Who sent a request, as the host knows him: a user is an agent, a contact a requester. */
export type Identity = ({ readonly user: string } | { readonly contact: string; readonly person?: string }) & {
  /** Default: `default`, the tenant of the desk itself. */
  readonly tenant?: string;
};

/** A desk, as far as it is served; each of its surfaces has the methods that the routes name. */
export interface ServedDesk extends ServedTenant {
  forTenant(tenant: string): ServedTenant;
}

/** The surfaces of one tenant. */
interface ServedTenant {
  as(actor: { readonly user: string }): object;
  asRequester(requester: { readonly contact: string; readonly person?: string }): object;
}

/** The surface of an identity on one side; undefined: that side is not for it. */
export const surfaceOf = (desk: ServedDesk, identity: Identity, side: 'agent' | 'portal'): object | undefined => {
  const served = identity.tenant === undefined ? desk : desk.forTenant(identity.tenant);
  if ('user' in identity) return side === 'agent' ? served.as({ user: identity.user }) : undefined;
  if (side === 'agent') return undefined;
  const { contact, person } = identity;
  return served.asRequester(person === undefined ? { contact } : { contact, person });
};
