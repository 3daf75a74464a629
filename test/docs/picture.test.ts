import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createExampleFolder } from './example-folder.ts';
import { markdownExamples } from './markdown-examples.ts';
import { runExamples } from './run-example.ts';

const guide = 'docs/guides/workflow-pictures.md';

test('the picture in the guide is what its program draws; vitest -u draws it anew', async () => {
  const folder = createExampleFolder(markdownExamples(guide, readFileSync(guide, 'utf8')));
  try {
    const [ran] = await runExamples([folder.files[0] ?? '']);
    expect(ran?.exitCode).toBe(0);
    await expect(ran?.files.get('incident.svg')).toMatchFileSnapshot('../../docs/guides/pictures/incident.svg');
  } finally {
    folder.remove();
  }
});
