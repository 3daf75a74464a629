import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import type { ServerCpu } from './measure.ts';

/** A tick of `/proc`, in microseconds. */
const tick = 10_000;

/** CPU of the whole server: its first process and all that it started. Linux only, and on this machine only; else null. */
export const serverCpuOf = async (pool: pg.Pool): Promise<ServerCpu> => {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const backend = rows[0] === undefined ? null : statOf(rows[0].pid);
  if (backend === null) return () => null;
  return () => {
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => statOf(Number(name)))
      .filter((stat) => stat !== null && stat.parent === backend.parent);
    return children.reduce((sum, stat) => sum + (stat?.ticks ?? 0) * tick, 0);
  };
};

const statOf = (pid: number): { readonly parent: number; readonly ticks: number } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
};
