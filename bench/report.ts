import { commandNames } from './contender.ts';
import { commandLabel, goalsOf } from './goals.ts';
import type { Layers } from './layers.ts';
import type { PureSteps } from './pure-steps.ts';
import type { Comparison } from './scene.ts';
import type { StatementTime } from './time-statements.ts';

/** One store with so many callers. */
export interface Part {
  readonly store: string;
  readonly lanes: number;
  readonly comparisons: readonly Comparison[];
}

interface Findings {
  readonly date: Date;
  readonly machine: { readonly cores: number; readonly node: string; readonly postgres: string };
  readonly rounds: number;
  readonly parts: readonly Part[];
  readonly layers: Layers;
  /** Microseconds for the transitions of a page of tickets. */
  readonly offers: number;
  readonly pure: PureSteps;
  readonly statements: readonly StatementTime[];
}

/** The results as a page. */
export const report = (findings: Findings): string => {
  const { date, machine, rounds, parts, layers, pure, statements } = findings;
  return `# Benchmark

Written by \`npm run bench\` on ${date.toISOString().slice(0, 10)}: ${machine.cores} cores, Node ${machine.node}, PostgreSQL ${machine.postgres} with its
defaults (fsync on), database and desk on the same machine, over TCP. Each figure is the median of ${rounds} rounds after a warm-up.
The contenders take turns round by round, so ratios can be trusted further than absolute figures: the machine is shared.

## What is compared

The desk runs whole commands: it parses, asks for grants, loads, decides, writes row and history, answers. The hand-written SQL writes
the same rows into the same tables (checked before the clock starts) through the same pool, with named prepared statements, and
checks nothing but the version:

- **transaction of single statements**: begin; lock the row (a new ticket: take the next number); one statement for each row; commit.
- **load plus one statement**: read the row (a new ticket: take the next number, not waiting for the disk); one statement that writes everything.
- **one statement alone**: step and version (or the number) are known by magic; nothing is read.

The list is the first 50 of an outbox of 120 mails; the list of tickets is not measured yet. The planner’s statistics are brought up to
date after the tables are filled, as autovacuum would within a minute.

The transitions of 50 tickets are what a page of tickets computes beyond its rows: words of the actor on each, and of 20 steps the four
ways out, of which one has a condition that does not hold and one is not permitted.

## Goals

${goalTable(findings)}

${costText(findings)}
## PostgreSQL

${parts
  .filter(({ store }) => store === 'PostgreSQL')
  .map(partTable)
  .join('\n')}
## Where the time of a command goes

Microseconds a command, PostgreSQL, one connection. *Engine*: the desk on a store that answers at once. *JSON*: what parameters and results
cost beyond that, on statements that are answered at once. *Driver*: the rest of this process’s CPU (pg, sockets, garbage). *Server*: CPU of
all of PostgreSQL’s processes. *Waiting*: what is left of the time on the clock, above all for the disk.

${layerTable(parts, layers)}

How long the desk waits for each of its statements there, from sending it to its answer:

${table(
  ['command', 'statement', 'µs'],
  statements.map(({ command, statement, micros }) => [commandLabel(command), statement, micros.toFixed(0)]),
)}

## A transition without reading and writing

Microseconds of CPU for the hand-over of a ticket by a transition, which tells the new responsible in one mail. Texts in which
nothing is computed, such as those that ship, are rendered without the template engine.

${table(
  ['what', 'µs', 'desk beside it'],
  [
    ['the desk: decide, evolve, render one mail', pure.desk.toFixed(0), ''],
    [
      'XState alone, from the step in a row',
      pure.restored.toFixed(0),
      `${(pure.desk / pure.restored).toFixed(1)} times`,
    ],
    [
      'XState alone, from a snapshot that was kept',
      pure.kept.toFixed(0),
      `${(pure.desk / pure.kept).toFixed(1)} times`,
    ],
  ],
)}

## PGlite

One connection by its nature; “at once” are callers that queue up for it.

${parts
  .filter(({ store }) => store === 'PGlite')
  .map(partTable)
  .join('\n')}
## Memory

${parts
  .filter(({ store }) => store === 'memory')
  .map(partTable)
  .join('\n')}`.replace(/\n*$/, '\n');
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const goalTable = ({ parts, layers, offers, pure }: Findings): string =>
  table(
    ['goal', 'command', 'result', 'met'],
    goalsOf(parts, layers, offers, pure).flatMap(({ text, figures }) =>
      figures.map(({ what, shown, met }, index) => [index === 0 ? text : '', what, shown, met ? 'yes' : '**no**']),
    ),
  );

const partTable = ({ store, lanes, comparisons }: Part): string => {
  const server = comparisons.some(({ standings }) => standings.some(({ serverCpu }) => serverCpu !== null));
  const rows = comparisons.flatMap(({ command, standings }) =>
    standings.map(({ name, perSecond, firstBesideThis, clientCpu, serverCpu }, index) => [
      index === 0 ? `**${commandLabel(command)}**` : '',
      name,
      perSecond.toFixed(0),
      index === 0 ? '' : `${(firstBesideThis * 100).toFixed(0)} %`,
      clientCpu.toFixed(0),
      ...(server ? [serverCpu === null ? '' : serverCpu.toFixed(0)] : []),
    ]),
  );
  const head = [
    'command',
    'written by',
    'a second',
    'desk beside it',
    'CPU here, µs',
    ...(server ? ['CPU server, µs'] : []),
  ];
  const title = store === 'PostgreSQL' ? `${lanes} connection${lanes === 1 ? '' : 's'}` : `${lanes} at once`;
  return `### ${store}, ${title}\n\n${table(head, rows)}\n`;
};

const layerTable = (parts: readonly Part[], { engine, withJson }: Layers): string => {
  const single = parts.find(({ store, lanes }) => store === 'PostgreSQL' && lanes === 1);
  const rows = commandNames.map((name) => {
    const desk = single?.comparisons.find(({ command }) => command === name)?.standings[0];
    const whole = 1_000_000 / (desk?.perSecond ?? Number.NaN);
    const client = desk?.clientCpu ?? Number.NaN;
    const server = desk?.serverCpu ?? null;
    const json = Math.max(0, withJson[name] - engine[name]);
    const figures = [whole, engine[name], json, client - engine[name] - json];
    return [
      commandLabel(name),
      ...figures.map((figure) => figure.toFixed(0)),
      server === null ? 'unknown' : server.toFixed(0),
      server === null ? 'unknown' : Math.max(0, whole - client - server).toFixed(0),
    ];
  });
  return table(['command', 'whole', 'engine', 'JSON', 'driver', 'server', 'waiting'], rows);
};

/** What the desk spends beyond its nearest rival, in words. */
const costText = ({ parts, layers, offers, pure }: Findings): string => {
  const figures = goalsOf(parts, layers, offers, pure).flatMap((goal) => goal.figures);
  const missed = figures.filter(({ met }) => !met).length;
  const verdict = missed === 0 ? 'All goals are met.' : `Of ${figures.length} figures ${missed} miss their goal.`;
  const costs = parts
    .filter(({ store }) => store === 'PostgreSQL')
    .flatMap(({ lanes, comparisons }) =>
      comparisons.flatMap(({ command, standings }) => {
        const [desk] = standings;
        const rival = standings.find(({ name }) => name === 'load plus one statement');
        if (desk === undefined || rival === undefined) return [];
        const here = (desk.clientCpu - rival.clientCpu).toFixed(0);
        const server =
          desk.serverCpu === null || rival.serverCpu === null
            ? ''
            : ` and ${(desk.serverCpu - rival.serverCpu).toFixed(0)} µs of the server’s`;
        return [`- ${commandLabel(command)}, ${lanes} conn.: ${here} µs of this process’s CPU${server}`];
      }),
    );
  return `${verdict}

What a command of the desk costs beyond the hand-written load plus one statement:

${costs.join('\n')}

With 16 connections the processors are the limit, so these microseconds are the whole difference. Here they buy: input checked,
permissions asked, the workflow’s decision, mails planned, the whole ticket as an answer. On the server they go into the store’s
statements: whole rows are read and written as JSON, phases that a batch does not need cost their start all the same, and everything
written is counted before it is kept. Where the server spends milliseconds, a plan that was made while the tables were small walks
through all tickets of the tenant; it is replaced when the statistics change next.
`;
};
