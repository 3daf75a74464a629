#!/usr/bin/env node
import { runCli } from './run-cli.ts';

const { output, errors, exitCode } = await runCli(process.argv.slice(2));
// A module that was loaded may hold the process open; and what is written to a pipe has to arrive before it ends.
process.stderr.write(errors, () => process.stdout.write(output, () => process.exit(exitCode)));
