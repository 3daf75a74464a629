import { z } from 'zod';
import { conditionJsonSchema } from '../condition/condition-json-schema.ts';
import { workflowDocument } from './workflow-document.ts';

/**
 * The stored form of a workflow as JSON Schema (draft 2020-12), for editors. It says how a document must look; whether its steps can be
 * reached and its conditions fit the fields of the area is checked when it is used.
 *
 * @example
 * ```ts
 * import { workflowJsonSchema } from 'ticketwerk';
 *
 * console.log(workflowJsonSchema().title); // Workflow
 * ```
 */
export const workflowJsonSchema = (): Readonly<Record<string, unknown>> => {
  const { $schema, ...schema } = z.toJSONSchema(workflowDocument, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // The only thing in it that a schema of zod does not describe.
      if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, { $ref: '#/$defs/condition' });
    },
  });
  return { $schema, title: 'Workflow', ...schema, $defs: { condition: conditionJsonSchema } };
};
