import { z } from 'zod';
import type { FieldInput } from '../../area/field.ts';
import { fieldDocument } from '../../area/field-document.ts';
import { fieldProblems } from '../../area/field-problems.ts';
import { conditionFields } from '../../condition/ticket-fields.ts';
import { parseInput } from '../../refusal/parse-input.ts';
import { accept, type Decided, type Issue, refuseInput } from '../../refusal/refusal.ts';
import { type Knowledge, nothingKnown } from './knowledge.ts';
import { readDefinition } from './read-definition.ts';
import { notRoles } from './takers.ts';

const wordLists = z.record(z.string(), z.array(z.string()));
const other = z.strictObject({ workflow: z.unknown(), status: z.enum(['active', 'retiring']).optional() });

const options = z.strictObject({
  roles: wordLists.optional(),
  users: wordLists.optional(),
  words: z.array(z.string()).optional(),
  system: z.array(z.string()).optional(),
  fields: z.record(z.string(), fieldDocument).optional(),
  others: z.array(other).optional(),
  selection: z.unknown().optional(),
  privileged: z.array(z.string()).optional(),
  portal: z.boolean().optional(),
});

/** What the options of a check come to, or the refusal of options that cannot be used. */
export const readOptions = (input: unknown): Decided<Knowledge> => {
  const parsed = parseInput(options, input);
  return parsed.ok ? toKnowledge(parsed.value) : parsed;
};

const toKnowledge = (given: z.output<typeof options>): Decided<Knowledge> => {
  const fields = given.fields as Readonly<Record<string, FieldInput>> | undefined;
  const issues: Issue[] = Object.entries(fields ?? {}).flatMap(([id, field]) =>
    fieldProblems(id, field, ['fields', id]),
  );
  for (const [name, whom] of Object.entries(notRoles)) {
    if (!Object.hasOwn(given.roles ?? {}, name)) continue;
    const message = `"${name}" stands for ${whom} and holds no words here; leave it out.`;
    issues.push({ path: ['roles', name], code: 'not_allowed', message });
  }
  const others = given.others?.flatMap(({ workflow, status }, index) => {
    const read = readDefinition(workflow);
    if (read.ok) return [{ definition: read.value, retiring: status === 'retiring' }];
    issues.push(...read.refusal.issues.map((one) => ({ ...one, path: ['others', index, 'workflow', ...one.path] })));
    return [];
  });
  return issues.length > 0
    ? refuseInput(issues)
    : accept({
        roles: given.roles ?? null,
        users: given.users ?? null,
        words: given.words ?? null,
        system: given.system ?? null,
        fields: fields === undefined ? nothingKnown.fields : conditionFields([{ fields }]),
        customFields: fields !== undefined,
        others: others ?? null,
        selection: given.selection,
        privileged: given.privileged ?? null,
        portal: given.portal ?? null,
      });
};
