import type { FieldInput } from '../area/field.ts';
import { portalFields } from '../area/portal-fields.ts';
import type { TemplateKind } from '../area/template-texts.ts';
import type { Issue } from '../refusal/refusal.ts';
import { liquidPlaceholders, renderLiquid } from './liquid.ts';

const everywhere = [
  'ticket.number',
  'ticket.subject',
  'ticket.status',
  'ticket.link',
  'area.name',
  'requester.name',
  'today',
];

const ofActions = ['at', 'shortDescription', 'description', 'timeSpent'].map((name) => `actions[].${name}`);

const history = ['timeSpent', 'actions', 'actions.size', ...ofActions];

const ofDocuments = ['name', 'size'].map((name) => `documents[].${name}`);

/** The closed set of placeholders of each template, without custom fields. Templates to requesters hold nothing that a requester may not see. */
const allowed: Readonly<Record<TemplateKind, ReadonlySet<string>>> = {
  received: new Set([...everywhere, 'ticket.description']),
  interim: new Set([...everywhere, ...history]),
  bulk: new Set([...everywhere, ...history]),
  closing: new Set([...everywhere, 'ticket.description', ...history]),
  assigned: new Set([...everywhere, 'actor.name', 'responsible.name', 'previous.name', 'comment']),
  portal_ticket: new Set([...everywhere, 'actor.name', 'responsible.name', 'ticket.description']),
  portal_addition: new Set([
    ...everywhere,
    'actor.name',
    'responsible.name',
    'addition.text',
    'documents',
    'documents.size',
    ...ofDocuments,
  ]),
  concerned: new Set([...everywhere, 'actor.name', 'responsible.name', 'addition.text']),
};

type Fields = Readonly<Record<string, FieldInput>>;

/** What a template of an area may name; of custom fields those that its portal may read, in notices to agents too. */
const placeholdersOf = (kind: TemplateKind, fields: Fields): readonly string[] => [
  ...allowed[kind],
  ...Object.keys(portalFields(fields, 'read')).map((id) => `ticket.fields.${id}`),
];

/** Problems of a host's own template: it cannot be read, or it names what is not in the set. */
export const templateProblems = (
  kind: TemplateKind,
  text: string,
  path: readonly (string | number)[],
  hasLinks: boolean,
  fields: Fields,
): readonly Issue[] =>
  typeof text !== 'string' || text.trim() === ''
    ? [{ path, code: 'required', message: 'The text is missing; leave the template out to use the shipped one.' }]
    : textProblems(placeholdersOf(kind, fields), text, path, hasLinks);

/** Problems of a text block. It may come into any text, also one that a requester reads, and into tickets of every area. */
export const textBlockProblems = (text: string, hasLinks: boolean): readonly Issue[] =>
  textProblems(everywhere, text, ['text'], hasLinks);

const textProblems = (
  options: readonly string[],
  text: string,
  path: Issue['path'],
  hasLinks: boolean,
): readonly Issue[] => {
  const found = liquidPlaceholders(text);
  if ('problem' in found)
    return [{ path, code: 'bad_template', message: `The template cannot be read: ${found.problem}` }];
  const issues = found.names.flatMap((name): readonly Issue[] => {
    if (!options.includes(name)) {
      return [
        {
          path,
          code: 'unknown_placeholder',
          message: `"${name}" is none of ${options.join(', ')}.`,
          params: { name, options },
        },
      ];
    }
    return name === 'ticket.link' && !hasLinks
      ? [{ path, code: 'links_missing', message: 'The template uses ticket.link; pass `links` to createDesk.' }]
      : [];
  });
  return issues.length > 0 ? issues : trialProblems(options, text, path);
};

/** What cannot be rendered now (a loop without end) could not be rendered when a mail is due. */
const trialProblems = (names: readonly string[], text: string, path: Issue['path']): readonly Issue[] => {
  try {
    renderLiquid(text, sampleValues(names));
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return [{ path, code: 'bad_template', message: `The template cannot be rendered: ${reason}` }];
  }
};

/** A text for every placeholder of the set. */
const sampleValues = (names: readonly string[]): Readonly<Record<string, unknown>> => {
  const values: Record<string, unknown> = { ...sampleLists };
  const ofLists = Object.keys(sampleLists);
  for (const name of names.filter((one) => !ofLists.some((list) => one.startsWith(list)))) {
    const path = name.split('.');
    const last = path.pop() ?? name;
    let place = values;
    for (const part of path) {
      place[part] ??= {};
      place = place[part] as Record<string, unknown>;
    }
    place[last] = 'text';
  }
  return values;
};

const sampleLists: Readonly<Record<string, unknown>> = {
  // Many, so that loops within loops are found out now.
  actions: Array.from({ length: 50 }, () => ({
    at: '2026-11-24',
    shortDescription: 'text',
    description: 'text',
    timeSpent: '1.00',
  })),
  documents: [{ name: 'text.pdf', size: '12 KiB' }],
};
