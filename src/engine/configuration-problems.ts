import type { Area } from '../area/area.ts';
import { documentProblems } from '../area/document-settings.ts';
import { fieldProblems } from '../area/field-problems.ts';
import { findNumbers } from '../area/find-numbers.ts';
import { handOverModes } from '../area/hand-over-mode.ts';
import { formatNumber, numberFormatProblems } from '../area/number-format.ts';
import { numbersOverlap } from '../area/number-overlap.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import { templateKinds } from '../area/template-texts.ts';
import { conditionFields } from '../condition/ticket-fields.ts';
import { templateProblems } from '../notifications/placeholders.ts';
import type { Issue } from '../refusal/refusal.ts';
import { isSingleLine } from '../text/clean-text.ts';
import { identifierProblem } from '../text/identifier.ts';
import { languages } from '../text/language.ts';
import { patternsIn } from '../ticket/word-pattern.ts';
import { type Knowledge, nothingKnown } from '../workflow/check/knowledge.ts';
import { closedProblems } from '../workflow/closed-problems.ts';
import { selectionProblems } from '../workflow/selection-problems.ts';
import { workflowProblems } from '../workflow/workflow-problems.ts';
import type { ConfigurationOptions } from './configuration-options.ts';
import { linkProblems } from './link-problems.ts';

type Path = readonly (string | number)[];

/** Everything wrong with a configuration, all at once. */
export const configurationProblems = (
  areas: readonly Area[],
  resolved: readonly ResolvedArea[],
  options: ConfigurationOptions,
): readonly Issue[] => [
  ...(areas.length === 0
    ? [problem(['areas'], 'required', 'A desk needs at least one area; defaultArea() is one.')]
    : []),
  ...(isTimeZone(options.timeZone) ? [] : [badZone(['timeZone'], options.timeZone)]),
  ...(options.draftDays === null || isDays(options.draftDays)
    ? []
    : [problem(['draftDays'], 'out_of_range', 'Drafts are kept for 1 to 36500 whole days; null keeps them for ever.')]),
  ...linkProblems(options.links),
  ...resolved.flatMap((area, index) => areaProblems(area, areas[index] as Area, ['areas', index], options)),
  ...Object.entries(options.mailboxes).flatMap(([name, { area }]) =>
    area === undefined || resolved.some((one) => one.id === area)
      ? []
      : [
          problem(
            ['mailboxes', name, 'area'],
            'unknown_area',
            `Mailbox "${name}" names an area "${area}" that does not exist.`,
          ),
        ],
  ),
  ...resolved.flatMap((area, index) => clashes(area, resolved.slice(0, index), ['areas', index])),
];

const isDays = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= 36_500;

const areaProblems = (area: ResolvedArea, given: Area, path: Path, options: ConfigurationOptions): readonly Issue[] => {
  const bad = (at: Path, code: string, message: string) => [problem([...path, ...at], code, message)];
  const idReason = identifierProblem(area.id);
  const known = knowledgeOf(area, options);
  const formatProblems = numberFormatProblems(area.number, [...path, 'number']);
  return [
    ...(idReason === null ? [] : bad(['id'], 'bad_id', idReason)),
    ...(area.name.trim() === '' ? bad(['name'], 'required', `Area "${area.id}" needs a name.`) : []),
    ...(area.workflows.size === 0
      ? bad(['workflows'], 'required', `Area "${area.id}" needs workflows or statuses.`)
      : []),
    ...(given.mode === 'status' && given.workflows.length > 1
      ? bad(['workflows'], 'not_both', `Area "${area.id}" has statuses and workflows; choose one.`)
      : []),
    ...(given.workflows.length === area.workflows.size
      ? []
      : bad(['workflows'], 'duplicate_id', `Area "${area.id}" names a workflow twice.`)),
    ...[...area.workflows.values()].flatMap((workflow) =>
      workflowProblems(workflow, known, [...path, 'workflows', workflow.id]),
    ),
    ...selectionProblems(area, known, [...path, 'workflowSelection']),
    ...(handOverModes.includes(area.handOver)
      ? []
      : bad(
          ['handOver'],
          'not_an_option',
          `The hand-over of area "${area.id}" must be one of ${handOverModes.join(', ')}.`,
        )),
    ...(isTimeZone(area.timeZone) ? [] : [badZone([...path, 'timeZone'], area.timeZone)]),
    ...formatProblems,
    ...(isTimeZone(area.timeZone) && formatProblems.length === 0
      ? markerProblems(area, [...path, 'subjectMarker'])
      : []),
    ...Object.entries(area.fields).flatMap(([id, field]) => fieldProblems(id, field, [...path, 'fields', id])),
    ...(area.maxTimerHours > 0 && area.maxTimerHours <= 1000
      ? []
      : bad(['maxTimerHours'], 'out_of_range', 'Timers are paused after more than 0 and at most 1000 hours.')),
    ...(area.portal !== null && area.portal.notify.length === 0
      ? bad(['portal', 'notify'], 'required', 'A portal needs at least one agent to notify.')
      : []),
    ...(area.portal !== null && area.portal.defaultResponsible === ''
      ? bad(['portal', 'defaultResponsible'], 'required', 'A portal needs a responsible for its tickets.')
      : []),
    ...closedProblems(given.settings.closed ?? {}, [...area.workflows.values()], [...path, 'closed']),
    ...documentProblems(area.documents, area.portal?.exchangeFolder, path),
    // Only the host's own texts: those that ship are checked by tests and leave the link out where there is none.
    ...templateKinds.flatMap((kind) =>
      languages.flatMap((language) => {
        const own = given.settings.templates?.[kind]?.[language];
        const at = [...path, 'templates', kind, language];
        return own === undefined
          ? []
          : [
              ...templateProblems(kind, own.subject, [...at, 'subject'], options.links !== null, area.fields),
              ...templateProblems(kind, own.body, [...at, 'body'], options.links !== null, area.fields),
            ];
      }),
    ),
  ];
};

/** What the checks of a workflow know here. Statuses name no words, and that nobody reopens may be meant so. */
const knowledgeOf = (area: ResolvedArea, { authorizer: { words, system } }: ConfigurationOptions): Knowledge => ({
  ...nothingKnown,
  fields: conditionFields([area]),
  customFields: true,
  words: words === undefined || area.mode === 'status' ? null : patternsIn(words, area.id),
  system: system === undefined ? null : patternsIn(system, area.id),
  others: [...area.workflows.values()].map((definition) => ({ definition, retiring: false })),
});

/** Ids, names and number formats must tell areas apart. */
const clashes = (area: ResolvedArea, others: readonly ResolvedArea[], path: Path): readonly Issue[] =>
  others.flatMap((other) => [
    ...(area.id.toLowerCase() === other.id.toLowerCase()
      ? [problem([...path, 'id'], 'duplicate_id', `There are two areas "${area.id}".`)]
      : []),
    ...(area.name === other.name
      ? [problem([...path, 'name'], 'duplicate_name', `There are two areas named "${area.name}".`)]
      : []),
    ...(numbersOverlap(area.number, other.number)
      ? [
          problem(
            [...path, 'number'],
            'overlap',
            `Areas "${area.id}" and "${other.id}" would share numbers; give them different keys or formats.`,
          ),
        ]
      : []),
  ]);

/** A marker that joins the number to other letters, or breaks the line, would hide the number it is there to show. */
const markerProblems = ({ subjectMarker, number }: ResolvedArea, path: Path): readonly Issue[] => {
  if (!subjectMarker.includes('{number}'))
    return [problem(path, 'number_missing', 'The subject marker must hold {number}.')];
  const sample = formatNumber(number, 12, new Date(Date.UTC(2026, 10, 24)));
  const subject = `Re: Printer ${subjectMarker.replace('{number}', sample)} please`;
  return isSingleLine(subject) && findNumbers(subject, [number])[0] === sample.toUpperCase()
    ? []
    : [problem(path, 'not_recognisable', `A number could not be found in the subject marker "${subjectMarker}".`)];
};

const isTimeZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const badZone = (path: Path, zone: string): Issue =>
  problem(path, 'bad_time_zone', `"${zone}" is not an IANA time zone such as Europe/Berlin.`);

const problem = (path: Path, code: string, message: string): Issue => ({ path, code, message });
