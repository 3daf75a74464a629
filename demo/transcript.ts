/** Prints what happens, for people to read. */
export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

export const heading = (title: string): void => say(`\n${title}\n${'─'.repeat(title.length)}`);

/** Indents a text as a quotation of what somebody sees. */
export const quote = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `    │ ${line}`)
    .join('\n');
