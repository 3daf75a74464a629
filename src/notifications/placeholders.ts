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

/** The closed set of placeholders of each template. Templates to requesters hold nothing that a requester may not see. */
const allowed: Readonly<Record<TemplateKind | 'text_block', ReadonlySet<string>>> = {
  // A text block may come into any text, also one that a requester reads.
  text_block: new Set(everywhere),
  received: new Set([...everywhere, 'ticket.description']),
  interim: new Set([...everywhere, 'actions', 'timeSpent']),
  closing: new Set([...everywhere, 'ticket.description', 'actions', 'timeSpent']),
  assigned: new Set([...everywhere, 'actor.name', 'responsible.name', 'previous.name', 'comment']),
  portal_ticket: new Set([...everywhere, 'actor.name', 'responsible.name', 'ticket.description']),
  portal_addition: new Set([...everywhere, 'actor.name', 'responsible.name', 'addition.text']),
};

/** Problems of a host's own template: it cannot be read, or it names what is not in the set. */
export const templateProblems = (
  kind: TemplateKind,
  text: string,
  path: readonly (string | number)[],
  hasLinks: boolean,
): readonly Issue[] =>
  typeof text !== 'string' || text.trim() === ''
    ? [{ path, code: 'required', message: 'The text is missing; leave the template out to use the shipped one.' }]
    : textProblems(kind, text, path, hasLinks);

/** Problems of a text block. */
export const textBlockProblems = (text: string, hasLinks: boolean): readonly Issue[] =>
  textProblems('text_block', text, ['text'], hasLinks);

const textProblems = (
  kind: keyof typeof allowed,
  text: string,
  path: readonly (string | number)[],
  hasLinks: boolean,
): readonly Issue[] => {
  const found = liquidPlaceholders(text);
  if ('problem' in found)
    return [{ path, code: 'bad_template', message: `The template cannot be read: ${found.problem}` }];
  const issues = found.names.flatMap((name): readonly Issue[] => {
    if (!allowed[kind].has(name)) {
      const options = [...allowed[kind]];
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
  return issues.length > 0 ? issues : trialProblems(kind, text, path);
};

/** What cannot be rendered now (a loop without end) could not be rendered when a mail is due. */
const trialProblems = (
  kind: keyof typeof allowed,
  text: string,
  path: readonly (string | number)[],
): readonly Issue[] => {
  try {
    renderLiquid(text, sampleValues(kind));
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return [{ path, code: 'bad_template', message: `The template cannot be rendered: ${reason}` }];
  }
};

/** A text for every placeholder of the set. */
const sampleValues = (kind: keyof typeof allowed): Readonly<Record<string, unknown>> => {
  const values: Record<string, unknown> = {};
  for (const name of allowed[kind]) {
    const [outer = name, inner] = name.split('.');
    if (inner === undefined) values[outer] = outer === 'actions' ? [sampleAction] : 'text';
    else values[outer] = { ...(values[outer] as object | undefined), [inner]: 'text' };
  }
  return values;
};

const sampleAction = { at: '2026-11-24', shortDescription: 'text', description: 'text', timeSpent: '1.00' };
