import type { TemplateKind } from '../area/template-texts.ts';
import type { Issue } from '../refusal/refusal.ts';
import { liquidPlaceholders } from './liquid.ts';

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
const allowed: Readonly<Record<TemplateKind, ReadonlySet<string>>> = {
  received: new Set([...everywhere, 'ticket.description']),
  closing: new Set([...everywhere, 'ticket.description', 'actions', 'timeSpent']),
  assigned: new Set([...everywhere, 'actor.name', 'responsible.name', 'previous.name', 'comment']),
};

/** Problems of a host's own template: it cannot be read, or it names what is not in the set. */
export const templateProblems = (
  kind: TemplateKind,
  text: string,
  path: readonly (string | number)[],
  hasLinks: boolean,
): readonly Issue[] => {
  const found = liquidPlaceholders(text);
  if ('problem' in found)
    return [{ path, code: 'bad_template', message: `The template cannot be read: ${found.problem}` }];
  return found.names.flatMap((name): readonly Issue[] => {
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
};
