import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Tells one process from every other, also from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** When it started, in a unit of its system; null where that cannot be read. */
  readonly started: string | null;
}

export const thisProcess = (): ProcessIdentity => ({
  host: hostname(),
  pid: process.pid,
  started: statOf(process.pid)?.started ?? null,
});

/** False only when that process is certainly gone. A process of another host cannot be seen, so it counts as alive. */
export const mayBeAlive = ({ host, pid, started }: ProcessIdentity): boolean => {
  if (host !== hostname()) return true;
  if (!isThere(pid)) return false;
  const stat = statOf(pid);
  if (stat === null) return true;
  return !stat.dead && (started === null || started === stat.started);
};

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
};

/** Linux only. The command's name may hold spaces and parentheses, so the fields are counted from its last one. */
const statOf = (pid: number): { readonly dead: boolean; readonly started: string } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = '', started = ''] = [fields[0], fields[19]];
    return { dead: state === 'Z' || state === 'X', started };
  } catch {
    return null;
  }
};
