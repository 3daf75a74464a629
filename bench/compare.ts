import { measure, type Sample, type ServerCpu } from './measure.ts';
import { median } from './median.ts';

/** What the rounds of one contender come to. */
export interface Standing extends Sample {
  readonly name: string;
  /** How fast the first contender is beside this one: the median of what each round says by itself. */
  readonly firstBesideThis: number;
}

interface Rounds {
  readonly rounds: number;
  /** For each contender and round. */
  readonly count: number;
  readonly lanes: number;
  readonly serverCpu: ServerCpu;
}

/** Contenders take turns, each round in another order: what disturbs the machine disturbs all of them. */
export const compare = async (
  contenders: readonly { readonly name: string; readonly command: () => Promise<unknown> }[],
  { rounds, ...slice }: Rounds,
): Promise<readonly Standing[]> => {
  const samples = contenders.map((): Sample[] => []);
  for (const { command } of contenders) await measure(command, slice);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (round + turn) % contenders.length;
      const contender = contenders[index];
      if (contender !== undefined) samples[index]?.push(await measure(contender.command, slice));
    }
  }
  return contenders.map(({ name }, index) => {
    const own = samples[index] ?? [];
    const cpu = own.flatMap(({ serverCpu }) => (serverCpu === null ? [] : [serverCpu]));
    return {
      name,
      perSecond: median(own.map(({ perSecond }) => perSecond)),
      clientCpu: median(own.map(({ clientCpu }) => clientCpu)),
      serverCpu: cpu.length === 0 ? null : median(cpu),
      firstBesideThis: median(
        own.map(({ perSecond }, round) => (samples[0]?.[round]?.perSecond ?? Number.NaN) / perSecond),
      ),
    };
  });
};
