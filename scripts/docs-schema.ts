import { writeFileSync } from 'node:fs';
import { workflowJsonSchema } from '../src/workflow/workflow-json-schema.ts';

// docs/workflow.schema.json, written from src/workflow/workflow-document.ts; a test compares the two.
writeFileSync('docs/workflow.schema.json', `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`);
