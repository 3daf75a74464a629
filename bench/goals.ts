import { type CommandName, commandNames } from './contender.ts';
import type { Layers } from './layers.ts';
import type { PureSteps } from './pure-steps.ts';
import type { Part } from './report.ts';

/** A goal, and how far each figure that belongs to it is. */
export interface Goal {
  readonly text: string;
  readonly figures: readonly {
    readonly what: string;
    readonly value: number;
    readonly shown: string;
    readonly met: boolean;
  }[];
}

export const goalsOf = (parts: readonly Part[], layers: Layers, offers: number, pure: PureSteps): readonly Goal[] => [
  {
    text: 'faster than the hand-written transaction of single statements',
    figures: besides(parts, 'transaction of single statements', 1),
  },
  {
    text: 'at least 75 % of the hand-written load plus one statement',
    figures: besides(parts, 'load plus one statement', 0.75),
  },
  {
    text: 'the engine’s own CPU at most 150 µs a command',
    figures: commandNames.map((name) => {
      const value = layers.engine[name];
      return { what: commandLabel(name), value, shown: `${value.toFixed(0)} µs`, met: value <= 150 };
    }),
  },
  {
    text: 'the transitions of 50 tickets with all reasons, without the database, at most 200 µs',
    figures: [{ what: 'page of 50', value: offers, shown: `${offers.toFixed(0)} µs`, met: offers <= 200 }],
  },
  {
    text: 'at least 10 000 transitions with a mail in a second of CPU, reading and writing aside',
    figures: [pureFigure('decide, evolve, one mail', 1_000_000 / pure.desk, '', (value) => value >= 10_000)],
  },
  {
    text: 'these steps at most four times XState alone',
    figures: [pureFigure('from the step in a row', pure.desk / pure.restored, ' times', (value) => value <= 4)],
  },
];

const pureFigure = (what: string, value: number, unit: string, isMet: (value: number) => boolean) => ({
  what,
  value,
  shown: `${value < 100 ? value.toFixed(1) : value.toFixed(0)}${unit}`,
  met: isMet(value),
});

const besides = (parts: readonly Part[], rival: string, least: number): Goal['figures'] =>
  parts
    .filter(({ store }) => store === 'PostgreSQL')
    .flatMap(({ lanes, comparisons }) =>
      comparisons.flatMap(({ command, standings }) =>
        standings
          .filter(({ name }) => name === rival)
          .map(({ firstBesideThis: value }) => ({
            what: `${commandLabel(command)}, ${lanes} conn.`,
            value,
            shown: `${(value * 100).toFixed(0)} %`,
            met: value >= least,
          })),
      ),
    );

export const commandLabel = (command: CommandName | string): string =>
  command === 'addAction' ? 'add action' : command;
