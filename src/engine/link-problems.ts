import type { Links } from '../ports/links.ts';
import type { Issue } from '../refusal/refusal.ts';

const sides = ['agent', 'portal'] as const;

/** Asks the host's links for a sample: what is no web address would stand in mails as a dead or dangerous link. */
export const linkProblems = (links: Links | null): readonly Issue[] =>
  links === null
    ? []
    : sides.flatMap((side) => {
        const sample = sampleOf(links, side);
        return sample !== null && /^https?:\/\/[^\s]+$/i.test(sample)
          ? []
          : [
              {
                path: ['links', side],
                code: 'bad_link',
                message: `links(ticket, '${side}') must give an address that begins with http:// or https://.`,
              },
            ];
      });

const sampleOf = (links: Links, side: (typeof sides)[number]): string | null => {
  try {
    const link: unknown = links('sample', side);
    return typeof link === 'string' ? link : null;
  } catch {
    return null;
  }
};
