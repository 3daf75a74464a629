import type { TicketRow } from '../../src/ticket/ticket-row.ts';
import type { MailCommand } from './mail-commands.ts';
import { addressOf, type MailModes } from './mail-world.ts';

/** One command that was accepted, and one ticket that it changed. */
export interface Change {
  readonly command: MailCommand;
  /** A user, `system` or `requester`. */
  readonly who: string;
  readonly before: TicketRow | null;
  readonly after: TicketRow;
  /** Whom the command is to inform, or names as concerned for the first time. */
  readonly named: readonly string[];
  readonly flag: boolean;
  readonly modes: MailModes;
  /** Users who have left. */
  readonly gone: ReadonlySet<string>;
}

/** One letter that the table asks for. */
export interface Line {
  readonly row: string;
  readonly ticket: string;
  readonly kind: string;
  readonly state: 'draft' | 'queued';
  readonly owner: string | null;
  readonly to: string;
}

interface Row {
  readonly kind: string;
  readonly when: (change: Change) => boolean;
  /** Users who get a notice each; left out: the requester gets a letter. */
  readonly users?: (change: Change) => readonly string[];
  /** Of a letter to the requester. */
  readonly state?: Line['state'];
}

const is =
  (...commands: readonly MailCommand[]) =>
  ({ command }: Change): boolean =>
    commands.includes(command);
const isUser = ({ who }: Change): boolean => who !== 'system' && who !== 'requester';
const closes = ({ before, after }: Change): boolean => before?.category !== 'closed' && after.category === 'closed';
const handed = ({ before, after }: Change): boolean => before !== null && before.responsible !== after.responsible;
const saves = is('tickets.update responsible', 'tickets.update responsible unasked', 'bulk.handOverAll');
const moves = ({ command }: Change): boolean =>
  /^tickets\.(transition|close|setStatus)|^bulk\.set/.test(command) && command !== 'tickets.transition quiet';
const aloneMoves = (change: Change): boolean => moves(change) && change.command.startsWith('tickets.');

/** The new and the previous one, but nobody who has left. */
const both = ({ before, after, gone }: Change): readonly string[] =>
  [after.responsible, before?.responsible ?? ''].filter((id) => !gone.has(id));
const isReachable = (id: string, { gone }: Change): boolean => id !== 'mute' && !gone.has(id);
/** Whoever cannot be written to is replaced by the default responsible of the area. */
const orDefault = (users: readonly string[], change: Change): readonly string[] =>
  users.every((id) => isReachable(id, change)) ? users : [...users, change.modes.defaultResponsible];

const informed = (change: Change): readonly string[] => {
  const { command, modes, after, who, flag, named } = change;
  if (modes.handOver === 'automatic') return both(change);
  if (modes.handOver === 'never') return [];
  if (command === 'bulk.handOverAll') return flag && after.responsible !== who ? [after.responsible] : [];
  return command === 'tickets.update responsible' ? named : [];
};

/** Table T2; every other command sends nothing. */
export const mailTable: Readonly<Record<string, Row>> = {
  M1: { kind: 'received', when: (change) => is('tickets.create from mail')(change) && isUser(change), state: 'draft' },
  M3: {
    kind: 'portal_ticket',
    when: is('portal.create'),
    users: (change) => orDefault(change.modes.notify, change),
  },
  M4: {
    kind: 'portal_addition',
    when: is('portal.reply', 'portal.upload'),
    users: (change) => orDefault([change.after.responsible], change),
  },
  M5: { kind: 'assigned', when: (change) => moves(change) && handed(change), users: both },
  M6: { kind: 'assigned', when: (change) => saves(change) && handed(change), users: informed },
  'M6 answered': { kind: 'assigned', when: is('questions.answer'), users: ({ named }) => named },
  M7: { kind: 'interim', when: is('tickets.draftInterim', 'actions.add then interim'), state: 'draft' },
  M8: {
    kind: 'closing',
    when: (change) => aloneMoves(change) && closes(change) && isUser(change) && change.modes.closeMail === 'draft',
    state: 'draft',
  },
  M9: { kind: 'bulk', when: is('bulk.addAction sent'), state: 'queued' },
  M10: {
    kind: 'closing',
    when: (change) => is('bulk.setStep closed', 'bulk.setStatus')(change) && closes(change) && change.flag,
    state: 'queued',
  },
  // Not in T2, but an option of the area (section 3, Q12).
  Q12: {
    kind: 'concerned',
    when: (change) =>
      change.modes.notifyConcerned &&
      is(
        'actions.add',
        'actions.add then interim',
        'actions.edit',
        'timers.stop',
        'bulk.addAction',
        'bulk.addAction sent',
      )(change),
    users: ({ named }) => named,
  },
};

/** What the table says of a change: the letters, and whom a notice could not reach. */
export const expectedOf = (change: Change) => {
  const rows = Object.entries(mailTable).filter(([, { when }]) => when(change));
  const told = rows.flatMap(([row, { kind, users }]) =>
    [...new Set(users?.(change) ?? [])].filter((id) => id !== change.who).map((id) => ({ row, kind, id })),
  );
  const owner = isUser(change) ? change.who : change.after.responsible;
  const to = change.after.requester.email;
  const letters = rows.flatMap(([row, { kind, state }]): readonly Line[] =>
    state === undefined || (state === 'queued' && to === '')
      ? []
      : [{ row, ticket: change.after.id, kind, state, owner, to }],
  );
  const notices = told
    .filter(({ id }) => isReachable(id, change))
    .map(
      ({ row, kind, id }): Line => ({
        row,
        ticket: change.after.id,
        kind,
        state: 'queued',
        owner: null,
        to: addressOf(id),
      }),
    );
  return {
    lines: [...letters, ...notices],
    unreached: told
      .filter(({ id }) => !isReachable(id, change))
      .map(({ kind, id }) => ({ kind, user: id, reason: change.gone.has(id) ? 'inactive' : 'no_address' })),
    warned: to === '' && rows.some(([, { state }]) => state !== undefined),
    rows: rows.map(([row]) => row),
  };
};
