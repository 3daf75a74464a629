import type { CheckSubject } from './check-subject.ts';
import { type Finding, finding } from './finding.ts';

/** W09: an area with a portal in which requesters can take no transition. */
export const checkPortal = ({ graph, known }: CheckSubject): readonly Finding[] =>
  known.portal !== true || graph.edges.some(({ transition }) => transition.requester)
    ? []
    : [
        finding(
          'W09',
          'nothing_for_requesters',
          ['transitions'],
          'Requesters of the portal can take no transition; mark what they may do, such as closing, with "requester": true.',
        ),
      ];
