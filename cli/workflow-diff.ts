import { checkWorkflow, compareWorkflows, type Finding, type WorkflowComparisonOptions } from '../src/index.ts';
import { type Command, type CommandOutcome, UsageError } from './command.ts';
import { type FoundWorkflow, findWorkflows, isReadable } from './find-workflows.ts';
import { changeLines } from './print-changes.ts';
import { findingLines, hasErrors, tally } from './print-findings.ts';
import { readContext } from './read-context.ts';
import { withOptions } from './with-options.ts';

/** `ticketwerk workflow diff`. */
export const workflowDiff: Command = {
  name: 'workflow diff',
  usage: 'OLD NEW [--with FILE] [--json]',
  summary: 'Says how workflows differ, and what that does to tickets in flight.',
  help: `OLD and NEW are files as for workflow check; workflows of the same id are compared, or the only ones of both files.

  --with FILE   JSON with what is known: roles, portal, histogram (step → tickets), plan ({ steps, reason }), as
                compareWorkflows takes them
  --json        prints the whole comparisons

What is wrong with NEW by itself says workflow check. Ends with 0, with 1 when tickets would be stranded, and with 2 when
nothing could be compared.`,
  options: { with: { type: 'string' }, json: { type: 'boolean' } },
  run: async (files, flags) => {
    const [old, now, ...more] = files;
    if (old === undefined || now === undefined || more.length > 0) throw new UsageError('Name two files, OLD and NEW.');
    const { comparison: told } = await readContext(flags.with);
    const [before, after] = [await findWorkflows(old), await findWorkflows(now)];
    const unreadable = [...unreadableOf(old, before), ...unreadableOf(now, after)];
    return unreadable.length > 0
      ? refused(unreadable, flags.json === true)
      : compared(before, after, told, flags.json === true);
  },
};

const compared = (
  before: readonly FoundWorkflow[],
  after: readonly FoundWorkflow[],
  told: WorkflowComparisonOptions,
  asJson: boolean,
): CommandOutcome => {
  const single = before.length === 1 && after.length === 1;
  const partner = (one: FoundWorkflow, others: readonly FoundWorkflow[]) =>
    single ? others[0] : others.find(({ name }) => name === one.name);
  const removed = before.filter((one) => partner(one, after) === undefined).map(({ name }) => name);
  const added = after.filter((one) => partner(one, before) === undefined).map(({ name }) => name);
  if (after.length - added.length > 1 && (told.histogram !== undefined || told.plan !== undefined)) {
    throw new UsageError('A histogram and a plan are of one workflow: give files that hold no others.');
  }
  const comparisons = after.flatMap((one) => {
    const other = partner(one, before);
    if (other === undefined) return [];
    const { portal } = one.context;
    const options = { ...(portal === undefined ? {} : { portal }), ...told };
    return [{ name: one.name, ...withOptions(() => compareWorkflows(other.workflow, one.workflow, options)) }];
  });
  const findings = comparisons.flatMap((one) => one.findings);
  return {
    exitCode: hasErrors(findings) ? 1 : 0,
    output: asJson
      ? `${JSON.stringify({ comparisons, added, removed }, null, 2)}\n`
      : [
          ...removed.map((name) => `${name}: is gone`),
          ...added.map((name) => `${name}: is new`),
          ...comparisons.flatMap((one) => {
            const lines = [...changeLines(one), ...findingLines(one.findings)];
            return [`${one.name}:${lines.length === 0 ? ' no difference' : ''}`, ...lines];
          }),
          tally(findings),
          '',
        ].join('\n'),
  };
};

/** What keeps a file from being compared at all. */
interface Unreadable {
  readonly file: string;
  readonly name: string;
  readonly findings: readonly Finding[];
}

const unreadableOf = (file: string, workflows: readonly FoundWorkflow[]): readonly Unreadable[] =>
  workflows.flatMap(({ name, workflow }) =>
    isReadable(workflow) ? [] : [{ file, name, findings: checkWorkflow(workflow).findings }],
  );

const refused = (unreadable: readonly Unreadable[], asJson: boolean): CommandOutcome => ({
  exitCode: 1,
  output: asJson
    ? `${JSON.stringify({ unreadable }, null, 2)}\n`
    : `${unreadable.flatMap(({ file, name, findings }) => [`${file}: ${name}`, ...findingLines(findings)]).join('\n')}\n`,
});
