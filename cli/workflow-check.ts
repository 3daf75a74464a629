import { checkWorkflow } from '../src/index.ts';
import { type Command, UsageError } from './command.ts';
import { findWorkflows } from './find-workflows.ts';
import { findingLines, hasErrors, tally, uncheckedLines } from './print-findings.ts';
import { readContext } from './read-context.ts';
import { withOptions } from './with-options.ts';

/** `ticketwerk workflow check`. */
export const workflowCheck: Command = {
  name: 'workflow check',
  usage: 'FILE… [--with FILE] [--json]',
  summary: 'Names every problem of the workflows in a file.',
  help: `FILE is a JSON document of a workflow or of an area, or a module (.js, .mjs, .ts, .mts) that exports what defineWorkflow or
defineArea returns. The module is run: name the one that defines workflows, not the one that starts your application.

  --with FILE   JSON with what stands around the workflow, the more the better: roles, users, words, system, fields, others,
                selection, privileged, portal, as checkWorkflow takes them
  --json        prints the whole reports: findings, reachability, coalitions, bus factors

Ends with 0 when there are no errors, with 1 when there are, and with 2 when nothing could be checked.`,
  options: { with: { type: 'string' }, json: { type: 'boolean' } },
  run: async (files, flags) => {
    if (files.length === 0) throw new UsageError('Name the file to check.');
    const { check: told } = await readContext(flags.with);
    const reports = [];
    for (const file of files) {
      for (const { name, workflow, context } of await findWorkflows(file)) {
        reports.push({ file, name, ...withOptions(() => checkWorkflow(workflow, { ...context, ...told })) });
      }
    }
    const findings = reports.flatMap((report) => report.findings);
    return {
      exitCode: hasErrors(findings) ? 1 : 0,
      output: flags.json
        ? `${JSON.stringify({ workflows: reports }, null, 2)}\n`
        : [
            ...reports.flatMap((report) => [
              `${report.file}: ${report.name}`,
              ...findingLines(report.findings),
              ...uncheckedLines(report.unchecked),
            ]),
            tally(findings),
            '',
          ].join('\n'),
    };
  },
};
