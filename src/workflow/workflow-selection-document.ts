import { z } from 'zod';
import { nameText } from '../ticket/stored-text.ts';
import { conditionDocument } from './workflow-document.ts';

const id = z.string().max(63);

/** The choice of a workflow as it stands in JSON. */
export const workflowSelectionDocument = z.strictObject({
  rules: z.array(z.strictObject({ id, name: nameText, when: conditionDocument, workflow: id })).max(100),
  fallback: id,
});
