/** One command, run so often that a clock can read it. */
export interface Sample {
  readonly perSecond: number;
  /** Microseconds for each command: of this process, and of the database's server where that can be read. */
  readonly clientCpu: number;
  readonly serverCpu: number | null;
}

/** Microseconds of CPU that the database's server spent so far, or null. */
export type ServerCpu = () => number | null;

/** Runs a command `count` times, from `lanes` callers at once. */
export const measure = async (
  command: () => Promise<unknown>,
  { count, lanes, serverCpu }: { readonly count: number; readonly lanes: number; readonly serverCpu: ServerCpu },
): Promise<Sample> => {
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await command();
    }
  };
  const server = serverCpu();
  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const after = serverCpu();
  return {
    perSecond: count / seconds,
    clientCpu: (user + system) / count,
    serverCpu: server === null || after === null ? null : (after - server) / count,
  };
};
