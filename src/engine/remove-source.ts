import { toInstant } from '../ticket/instant.ts';
import type { SourceMail } from '../ticket/source-mail.ts';
import type { Warning } from '../ticket/warning.ts';
import type { Engine } from './engine.ts';
import { mailboxOf } from './mailbox-of.ts';

/** Minutes between two tries, at most. */
const longestPause = 60;

/**
 * Takes a converted mail out of its folder, which happens only after the commit that stored it. Whatever goes wrong, the
 * ticket stands and the mail is in at least one place; `desk.clearFolders` tries again.
 */
export const removeSource = async (source: SourceMail, tenant: string, engine: Engine): Promise<readonly Warning[]> => {
  const pending = [
    { code: 'mail_removal_pending', message: 'The mail still lies in its folder; its removal is tried again.' },
  ];
  try {
    const mailbox = mailboxOf(engine, tenant, source.ref.mailbox);
    const answer = mailbox === undefined ? 'missing' : await mailbox.source.remove(source.ref);
    if (answer === 'stale')
      engine.logger?.warn('Another mail lies where a converted one was; it was left alone.', { ref: source.ref });
    const after = { ...source, removal: 'done' as const, leasedUntil: null, version: source.version + 1 };
    const marked = await engine.store.commit({ tenant, changes: [{ root: 'source', before: source, after }] });
    return marked.outcome === 'committed' ? [] : pending;
  } catch (error) {
    engine.logger?.warn('A converted mail could not be removed from its folder.', { ref: source.ref, error });
    await postpone(source, tenant, engine);
    return pending;
  }
};

const postpone = async (source: SourceMail, tenant: string, engine: Engine): Promise<void> => {
  const attempts = source.removalAttempts + 1;
  const pause = Math.min(2 ** attempts, longestPause) * 60_000;
  const after: SourceMail = {
    ...source,
    removalAttempts: attempts,
    removalNotBefore: toInstant(new Date(engine.clock.now().getTime() + pause)),
    leasedUntil: null,
    version: source.version + 1,
  };
  try {
    await engine.store.commit({ tenant, changes: [{ root: 'source', before: source, after }] });
  } catch (error) {
    engine.logger?.warn('The next try to remove a mail could not be planned; its lease runs out by itself.', { error });
  }
};
