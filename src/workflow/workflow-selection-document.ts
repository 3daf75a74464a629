import { z } from 'zod';
import { nameText } from '../ticket/stored-text.ts';
import { conditionDocument } from './workflow-document.ts';

/** Whether they can be used, their own check says: it names every other problem beside them. */
const id = z.string();

/** The choice of a workflow as it stands in JSON. */
export const workflowSelectionDocument = z.strictObject({
  rules: z.array(z.strictObject({ id, name: nameText, when: conditionDocument, workflow: id })).max(200),
  fallback: id,
});
