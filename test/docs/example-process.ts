import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Imports the files given, each in an empty folder of its own, and the next one when nothing is left to do of the one before:
// that is when a process of its own would have ended.
const [mark = '', folder = '', ...files] = process.argv.slice(2);
let running = -1;
let isThrough = true;

const next = (): void => {
  if (running >= 0) {
    // Node's own code for a module that waits for something that never comes.
    const exitCode = isThrough ? (process.exitCode ?? 0) : 13;
    process.exitCode = undefined;
    process.stderr.write(mark);
    process.stdout.write(`${mark}${exitCode}\n`);
  }
  running += 1;
  const file = files[running];
  if (file === undefined) {
    process.off('beforeExit', next);
    return;
  }
  process.chdir(join(folder, String(running)));
  isThrough = false;
  // From the event loop, so that there is an end to it even where the file itself waits for nothing.
  setImmediate(async () => {
    await import(pathToFileURL(file).href);
    isThrough = true;
  });
};
process.on('beforeExit', next);
