import type { PersonFacts } from '../../persons/redact-ticket.ts';
import type { ParsedMail } from '../../ports/mail-parser.ts';
import type { SourceMail } from '../../ticket/source-mail.ts';
import type { Call } from '../call.ts';

/** Reads a ticket with everything that may say something of a person; null: it is not there. */
export const readPersonFacts = async (ticket: string, call: Call): Promise<PersonFacts | null> => {
  const { store, context } = call;
  const details = ['events', 'actions', 'mails', 'sources', 'activityLinks', 'documents'] as const;
  const { tickets } = await store.load({ tenant: context.tenant, tickets: { ids: [ticket], details } });
  const [stored] = tickets;
  if (stored === undefined) return null;
  const ids = stored.details.mails.map(({ id }) => id);
  const { mails } = ids.length === 0 ? { mails: [] } : await store.load({ tenant: context.tenant, mails: ids });
  return { ...stored, mails, parsed: await parsedSources(stored.details.sources, call) };
};

/** Without a parser nothing can be read. What is not there any more is left out. */
const parsedSources = async (
  sources: readonly SourceMail[],
  { engine, store, context }: Call,
): Promise<PersonFacts['parsed']> => {
  const parsed = new Map<string, ParsedMail | null>();
  for (const { id, ticket } of sources) {
    const raw = await store.rawMail({ tenant: context.tenant, ticket, source: id });
    if (raw === null) continue;
    const read = await engine.parser?.parse(raw);
    parsed.set(id, read?.outcome === 'parsed' ? read.mail : null);
  }
  return parsed;
};
