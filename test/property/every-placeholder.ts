import { createMemoryStore } from '../../adapters/memory/index.ts';
import { defineArea } from '../../src/area/define-area.ts';
import type { TemplateKind } from '../../src/area/template-texts.ts';
import { createDesk } from '../../src/desk.ts';
import { isRefused } from '../../src/refusal/refused-error.ts';

type Fields = Parameters<typeof defineArea>[0]['fields'];

/** A text that holds every placeholder that a template of this kind may have: the refusal of one that it may not have lists them. */
export const everyPlaceholder = (kind: TemplateKind, fields: Fields): string => {
  const body = '{{ none.such }}';
  const statuses = [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'done', name: 'Done', category: 'closed' },
  ] as const;
  try {
    createDesk({
      areas: [
        defineArea({
          id: 'desk',
          name: 'Desk',
          statuses,
          ...(fields && { fields }),
          templates: { [kind]: { en: { subject: 'x', body } } },
        }),
      ],
      store: createMemoryStore(),
      authorizer: { grants: () => ({ areas: {}, desk: [], mailboxes: [] }) },
      links: () => '',
    });
  } catch (error) {
    if (!isRefused(error)) throw error;
    const names = error.issues.flatMap(({ params }) => (params?.options ?? []) as readonly string[]);
    if (names.length > 5) return textOf(names);
  }
  throw new Error(`The placeholders of ${kind} were not told.`);
};

/** `actions[].at` stands in a loop over `actions`. */
const textOf = (names: readonly string[]): string => {
  const lists = new Map<string, string[]>();
  const plain = names.flatMap((name) => {
    const [list = '', item] = name.split('[].');
    if (item === undefined) return names.some((other) => other.startsWith(`${name}[].`)) ? [] : [`{{ ${name} }}`];
    lists.set(list, [...(lists.get(list) ?? []), `{{ one.${item} }}`]);
    return [];
  });
  const loops = [...lists].map(([list, items]) => `{% for one in ${list} %}${items.join(' ')}{% endfor %}`);
  return [...plain, ...loops].join(' ');
};
