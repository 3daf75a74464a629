/** The part of nodemailer's logger that is used. */
interface DialogueLogger {
  readonly trace: Note;
  readonly debug: Note;
  readonly info: Note;
  readonly warn: Note;
  readonly error: Note;
  readonly fatal: Note;
}
type Note = (...line: unknown[]) => void;

export interface DialogueWatch {
  readonly logger: DialogueLogger;
  /** True once the server has answered DATA with "send it". */
  readonly textBegun: () => boolean;
}

/**
 * Listens to one SMTP dialogue to learn whether the text was on its way when the line broke.
 *
 * nodemailer's error cannot tell: a connection lost before RCPT and one lost after the last dot are both ECONNECTION on CONN.
 * Its logger can, as it gets every line before nodemailer acts on it. With PIPELINING (RFC 2920) the commands run ahead of the
 * answers, so answers are matched to commands in order. Only verbs are kept: the lines may hold names and addresses.
 */
export const createDialogueWatch = (): DialogueWatch => {
  const unanswered: string[] = [];
  let recipientTaken = false;
  let begun = false;
  const note: Note = (entry, line) => {
    const speaker = typeof entry === 'object' && entry !== null && 'tnx' in entry ? entry.tnx : null;
    if (speaker === 'client') unanswered.push(String(line).slice(0, 4).toUpperCase());
    if (speaker !== 'server') return;
    // The greeting answers nothing, and comes before any command.
    const verb = unanswered.shift();
    const answer = String(line).charAt(0);
    if (verb === 'RCPT' && answer === '2') recipientTaken = true;
    // nodemailer sends the text after any 2xx or 3xx, not only after 354 (RFC 5321, section 4.1.1.4), but never without a
    // recipient, even if a server asks for it.
    if (verb === 'DATA' && recipientTaken && (answer === '2' || answer === '3')) begun = true;
  };
  return {
    logger: { trace: note, debug: note, info: note, warn: note, error: note, fatal: note },
    textBegun: () => begun,
  };
};
