/** Who runs a command: an agent of the host, a requester of the portal, or the desk itself with a reason. */
export type Actor =
  | { readonly user: string }
  | { readonly contact: string; readonly person?: string }
  | { readonly system: string };

/** One text per actor, for idempotency keys. Parts are escaped, so that two actors never share a key. */
export const actorKey = (actor: Actor): string => {
  if ('user' in actor) return `user:${actor.user}`;
  if ('system' in actor) return `system:${actor.system}`;
  return `requester:${encodeURIComponent(actor.contact)}/${personKey(actor.person ?? '')}`;
};

/** What a requester's text ends with, behind the only slash in it: who he is, whichever contact he acts for. */
export const personKey = (person: string): string => encodeURIComponent(person);

/** The user behind an actor, or null when a requester or the desk itself acts. */
export const userOf = (actor: Actor): string | null => ('user' in actor ? actor.user : null);
