import type { Engine } from './engine.ts';

/** Both addresses of a ticket; empty text where the host gave no links. */
export const linksTo = (
  engine: Pick<Engine, 'links'>,
  ticket: string,
): { readonly agent: string; readonly portal: string } => ({
  agent: engine.links?.(ticket, 'agent') ?? '',
  portal: engine.links?.(ticket, 'portal') ?? '',
});
