import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/condition/condition.ts';
import { type CheckCode, checkCodes } from '../../src/workflow/check/check-codes.ts';
import type { WorkflowCheckOptions } from '../../src/workflow/check/check-options.ts';
import { checkWorkflow } from '../../src/workflow/check/check-workflow.ts';
import type { Finding } from '../../src/workflow/check/finding.ts';
import type { WorkflowComparisonOptions } from '../../src/workflow/compare/compare-options.ts';
import { compareWorkflows } from '../../src/workflow/compare/compare-workflows.ts';
import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';
import type { WorkflowSelection } from '../../src/workflow/workflow-selection.ts';
import { flow, open, way } from './workflow-documents.ts';

interface Case {
  readonly name: string;
  readonly code: CheckCode;
  readonly reason: string;
  readonly place: string;
  readonly broken: () => readonly Finding[];
  readonly repaired: () => readonly Finding[];
}

const among = (permission: string, mode: 'required' | 'optional' = 'required') => ({ mode, among: { permission } });

type Told = readonly [document: WorkflowDocument, options?: WorkflowCheckOptions];

const checked = (code: CheckCode, reason: string, place: string, name: string, broken: Told, repaired: Told): Case => ({
  name,
  code,
  reason,
  place,
  broken: () => checkWorkflow(...broken).findings,
  repaired: () => checkWorkflow(...repaired).findings,
});

type Change = readonly [before: WorkflowDocument, after: WorkflowDocument, options?: WorkflowComparisonOptions];

const compared = (
  code: CheckCode,
  reason: string,
  place: string,
  name: string,
  broken: Change,
  repaired: Change,
): Case => ({
  name,
  code,
  reason,
  place,
  broken: () => compareWorkflows(...broken).findings,
  repaired: () => compareWorkflows(...repaired).findings,
});

const guarded = (condition: Condition, more: Partial<WorkflowDocument['transitions'][number]> = {}) =>
  flow([], [way('drop', 'new', 'done', { condition, message: 'Not yet.', ...more })]);

const doing = open('doing');
const loop = [open('a'), open('b')];
const around = [way('in', 'new', 'a'), way('on', 'a', 'b'), way('back', 'b', 'a')];
const chosen = (rules: WorkflowSelection['rules'], fallback = 'flow'): WorkflowSelection => ({ rules, fallback });
const rule = (id: string, when: Condition, workflow = 'flow') => ({ id, name: id, when, workflow });
const urgent: Condition = { field: 'fields.severity', is: 'high' };
const severity = { severity: { type: 'choice', of: ['low', 'high'] } } as const;
const others = [{ workflow: flow([], [], { id: 'other' }) }];
const retiring = [{ workflow: flow([], [], { id: 'other' }), status: 'retiring' }] as const;
const roles = { agent: ['work'], lead: ['approve'] };
const approved = flow(
  [doing],
  [way('start', 'new', 'doing'), way('approve', 'doing', 'done', { permission: 'approve' })],
);
const nested = (levels: number): Condition => (levels === 1 ? urgent : { not: nested(levels - 1) });

/** Another workflow, which tickets come into and go back from; `reject` closes them there. */
const other = (transitions: WorkflowDocument['transitions'] = [], steps: WorkflowDocument['steps'] = []) => [
  {
    workflow: {
      ...flow(steps, transitions, { id: 'other' }),
      transitions: [way('reject', 'new', 'done'), ...transitions],
    },
  },
];
const endless = (transitions: WorkflowDocument['transitions']) => [
  { workflow: { ...flow([], [], { id: 'other' }), steps: [open('new')], transitions } },
];
const back = (workflow: string, step?: string) =>
  ({ return: true, fallback: { workflow, ...(step === undefined ? {} : { step }) } }) as const;

/** A workflow whose step `waiting` has these timers. */
const waiting = (
  timers: NonNullable<WorkflowDocument['steps'][number]['timers']>,
  more: WorkflowDocument['transitions'] = [],
) => flow([open('waiting', { timers })], [way('wait', 'new', 'waiting'), way('end', 'waiting', 'done'), ...more]);
const timer = (transition: string, after = 'P3D', id = 'later') => ({ id, after, transition });
const remind = (more: Partial<WorkflowDocument['transitions'][number]> = {}) => way('remind', 'waiting', 'new', more);

const cases: readonly Case[] = [
  checked(
    'E00',
    'unknown_field',
    'steps.waiting.timers.later.before',
    'a key of a timer that is misspelt',
    [waiting([{ ...timer('end'), before: 'P3D' } as never])],
    [waiting([timer('end')])],
  ),
  checked(
    'E01',
    'bad_id',
    'steps.waiting.timers.3 days',
    'a timer with an id that cannot be used',
    [waiting([timer('end', 'P3D', '3 days')])],
    [waiting([timer('end')])],
  ),
  checked(
    'E02',
    'duplicate_id',
    'steps.waiting.timers.Later',
    'two timers of a step whose ids differ in case alone',
    [waiting([timer('end'), timer('end', 'P4D', 'Later')])],
    [waiting([timer('end'), timer('end', 'P4D', 'muchLater')])],
  ),
  checked(
    'E14',
    'bad_duration',
    'steps.waiting.timers.later.after',
    'a timer after 72 hours that is written as people say it',
    [waiting([timer('end', '72 h')])],
    [waiting([timer('end', 'PT72H')])],
  ),
  checked(
    'E14',
    'unknown_transition',
    'steps.waiting.timers.later.transition',
    'a timer that takes a transition which does not exist',
    [waiting([timer('finish')])],
    [waiting([timer('end')])],
  ),
  checked(
    'E14',
    'not_from_step',
    'steps.waiting.timers.later.transition',
    'a timer that takes a transition from another step',
    [waiting([timer('close')])],
    [waiting([timer('end')])],
  ),
  checked(
    'E14',
    'needs_input',
    'steps.waiting.timers.later.transition',
    'a timer that takes a transition with a mandatory comment',
    [waiting([timer('remind')], [remind({ comment: 'required' })])],
    [waiting([timer('remind')], [remind({ comment: 'optional' })])],
  ),
  checked(
    'E14',
    'needs_input',
    'steps.waiting.timers.later.transition',
    'a timer that takes a transition for which somebody must be named',
    [waiting([timer('remind')], [remind({ responsible: { mode: 'required' } })])],
    [waiting([timer('remind')], [remind({ responsible: { mode: 'optional', default: 'previous' } })])],
  ),
  checked(
    'E14',
    'not_held',
    'steps.waiting.timers.later.transition',
    'a timer that takes a transition whose word the desk itself does not hold',
    [waiting([timer('end')]), { system: ['ticket.read'] }],
    [waiting([timer('end')]), { system: ['ticket.read', 'work'] }],
  ),
  checked(
    'E15',
    'timer_cycle',
    'steps.a.timers.on',
    'two steps between which timers alone lead to and fro',
    [
      flow(
        [open('a', { timers: [timer('on', 'P1D', 'on')] }), open('b', { timers: [timer('back', 'P1D', 'back')] })],
        [...around, way('end', 'b', 'done')],
      ),
    ],
    [flow([open('a', { timers: [timer('on', 'P1D', 'on')] }), open('b')], [...around, way('end', 'b', 'done')])],
  ),
  checked(
    'E15',
    'timer_cycle',
    'steps.waiting.timers.again',
    'a timer that leads into its own step',
    [waiting([timer('stay', 'P1D', 'again')], [way('stay', 'waiting', 'waiting', { name: 'Stay' })])],
    [waiting([timer('end', 'P1D', 'again')], [way('stay', 'waiting', 'waiting', { name: 'Stay' })])],
  ),
  checked(
    'E15',
    'timer_cycle',
    'steps.new.timers.away',
    'timers that lead into another workflow and back for ever',
    [
      {
        ...flow([], [way('away', 'new', { workflow: 'other' }, { name: 'Away' })]),
        steps: [
          { id: 'new', name: 'New', category: 'new', timers: [timer('away', 'P1D', 'away')] },
          { id: 'done', name: 'Done', category: 'closed' },
        ],
      },
      {
        others: [
          {
            workflow: {
              ...flow([], [way('home', 'new', back('flow'))], { id: 'other' }),
              steps: [
                { id: 'new', name: 'New', category: 'new', timers: [timer('home', 'P1D', 'home')] },
                { id: 'done', name: 'Done', category: 'closed' },
              ],
              transitions: [way('home', 'new', back('flow')), way('reject', 'new', 'done')],
            } as WorkflowDocument,
          },
        ],
      },
    ],
    [
      {
        ...flow([], [way('away', 'new', { workflow: 'other' }, { name: 'Away' })]),
        steps: [
          { id: 'new', name: 'New', category: 'new', timers: [timer('away', 'P1D', 'away')] },
          { id: 'done', name: 'Done', category: 'closed' },
        ],
      },
      { others: other([way('home', 'new', back('flow'))]) },
    ],
  ),
  checked(
    'E17',
    'too_long',
    'steps.waiting.timers',
    'more than 20 timers in a step',
    [waiting(Array.from({ length: 21 }, (_, index) => timer('end', 'P3D', `t${index}`)))],
    [waiting(Array.from({ length: 20 }, (_, index) => timer('end', 'P3D', `t${index}`)))],
  ),
  checked(
    'E00',
    'wrong_type',
    'transitions.close.to',
    'a target that is a number',
    [{ ...flow(), transitions: [{ ...way('close', 'new', 'done'), to: 5 as never }] }],
    [flow()],
  ),
  checked(
    'E00',
    'unknown_field',
    'steps.new.colour',
    'a key that is misspelt',
    [{ ...flow(), steps: flow().steps.map((step) => ({ ...step, ...(step.id === 'new' ? { colour: 'red' } : {}) })) }],
    [{ ...flow(), steps: flow().steps.map((step) => ({ ...step, color: 'red' })) }],
  ),
  checked(
    'E01',
    'bad_id',
    'steps.in work',
    'an id with a space',
    [flow([open('in work')], [way('start', 'new', 'in work'), way('end', 'in work', 'done')])],
    [flow([open('in-work')], [way('start', 'new', 'in-work'), way('end', 'in-work', 'done')])],
  ),
  checked(
    'E01',
    'bad_id',
    'transitions.toString',
    'an id that JavaScript reserves',
    [flow([], [way('toString', 'new', 'done')])],
    [flow([], [way('finish', 'new', 'done')])],
  ),
  checked(
    'E02',
    'duplicate_id',
    'transitions.Close',
    'two ids that differ in case alone',
    [flow([], [way('Close', 'new', 'new', { name: 'Stay' })])],
    [flow([], [way('stay', 'new', 'new')])],
  ),
  checked(
    'E02',
    'duplicate_id',
    'steps.doing.renamedFrom',
    'a step that takes the old id of one that is still there',
    [flow([open('doing', { renamedFrom: ['new'] })], [way('start', 'new', 'doing'), way('end', 'doing', 'done')])],
    [flow([open('doing', { renamedFrom: ['busy'] })], [way('start', 'new', 'doing'), way('end', 'doing', 'done')])],
  ),
  checked(
    'E03',
    'unknown_step',
    'initial',
    'a first step that is not there',
    [flow([], [], { initial: 'begin' })],
    [flow()],
  ),
  checked(
    'E03',
    'initial_closed',
    'initial',
    'a first step that is closed',
    [flow([], [way('again', 'done', 'new', { permission: 'reopen' })], { initial: 'done' })],
    [flow([], [way('again', 'done', 'new', { permission: 'reopen' })])],
  ),
  checked('E03', 'required', 'initial', 'no first step', [{ ...flow(), initial: undefined as never }], [flow()]),
  checked(
    'E04',
    'unknown_step',
    'transitions.go.to',
    'a transition to nowhere',
    [flow([], [way('go', 'new', 'gone')])],
    [flow([], [way('go', 'new', 'done')])],
  ),
  checked(
    'E04',
    'unknown_step',
    'transitions.go.from',
    'a transition from nowhere',
    [flow([], [way('go', 'gone', 'done')])],
    [flow([], [way('go', 'new', 'done')])],
  ),
  checked(
    'E04',
    'required',
    'transitions.go.from',
    'a transition that starts from no step',
    [flow([], [way('go', [], 'done')])],
    [flow([], [way('go', '*', 'done')])],
  ),
  checked(
    'E05',
    'no_way_to_close',
    '',
    'steps of which none is closed',
    [
      {
        ...flow(),
        steps: [open('new'), open('doing')],
        transitions: [way('start', 'new', 'doing'), way('back', 'doing', 'new')],
      },
    ],
    [flow([doing], [way('start', 'new', 'doing'), way('back', 'doing', 'new')])],
  ),
  checked(
    'E06',
    'dead_end',
    'steps.doing',
    'a step without a way out',
    [flow([doing], [way('start', 'new', 'doing')])],
    [flow([doing], [way('start', 'new', 'doing'), way('end', 'doing', 'done')])],
  ),
  checked(
    'E08',
    'unknown_field',
    'transitions.drop.condition.field',
    'a condition on a field that the area does not have',
    [guarded({ field: 'fields.nix', is: 1 }), { fields: severity }],
    [guarded(urgent), { fields: severity }],
  ),
  checked(
    'E08',
    'wrong_operator',
    'transitions.drop.condition.all.0.before',
    'an operator that does not fit the field',
    [guarded({ all: [{ field: 'subject', before: '2026-01-01' }] })],
    [guarded({ all: [{ field: 'createdAt', before: '2026-01-01T00:00:00Z' }] })],
  ),
  checked(
    'E08',
    'not_an_option',
    'transitions.drop.condition.is',
    'a value that the field never has',
    [guarded({ field: 'fields.severity', is: 'medium' }), { fields: severity }],
    [guarded(urgent), { fields: severity }],
  ),
  checked(
    'E09',
    'never_true',
    'transitions.drop.condition',
    'a condition that contradicts itself',
    [guarded({ all: [urgent, { field: 'fields.severity', is: 'low' }] })],
    [guarded({ any: [urgent, { field: 'fields.severity', is: 'low' }] })],
  ),
  checked(
    'E10',
    'required',
    'transitions.go.permission',
    'a transition without a permission',
    [flow([], [{ ...way('go', 'new', 'done'), permission: undefined as never }])],
    [flow([], [way('go', 'new', 'done')])],
  ),
  checked(
    'E10',
    'unknown_permission',
    'transitions.go.permission',
    'a word that nobody can hold',
    [flow([], [way('go', 'new', 'done', { permission: 'wrok' })]), { words: ['work', 'ticket.*'] }],
    [flow([], [way('go', 'new', 'done', { permission: 'ticket.edit' })]), { words: ['work', 'ticket.*'] }],
  ),
  checked(
    'E10',
    'unknown_permission',
    'transitions.go.responsible.among.permission',
    'a responsible with a word that nobody can hold, also on a way for requesters',
    [
      flow([], [way('go', 'new', 'done', { requester: true, responsible: among('wrok', 'optional') })]),
      { words: ['work'] },
    ],
    [
      flow([], [way('go', 'new', 'done', { requester: true, responsible: among('work', 'optional') })]),
      { words: ['work'] },
    ],
  ),
  checked(
    'E11',
    'not_privileged',
    'transitions.again.permission',
    'a common word that reopens',
    [flow([], [way('again', 'done', 'new')])],
    [flow([], [way('again', 'done', 'new', { permissionFromClosed: 'reopen' })])],
  ),
  checked(
    'E11',
    'not_privileged',
    'transitions.again.permission',
    'a word of the engine that guards editing and reopens',
    [flow([], [way('again', 'done', 'new', { permission: 'ticket.edit' })])],
    [flow([], [way('again', 'done', 'new', { permission: 'ticket.reopen' })])],
  ),
  checked(
    'E11',
    'not_privileged',
    'transitions.again.permission',
    'a word that another workflow of the area uses for something common',
    [
      flow([], [way('again', 'done', 'new', { permission: 'judge' })]),
      { others: [{ workflow: flow([], [way('judge', 'new', 'done', { permission: 'judge' })], { id: 'other' }) }] },
    ],
    [flow([], [way('again', 'done', 'new', { permission: 'judge' })]), { others }],
  ),
  checked(
    'E11',
    'not_privileged',
    'transitions.again.permissionFromClosed',
    'a word that is not in the list of privileged ones',
    [flow([], [way('again', 'done', 'new', { permissionFromClosed: 'reopen' })]), { privileged: ['supervise'] }],
    [flow([], [way('again', 'done', 'new', { permissionFromClosed: 'supervise' })]), { privileged: ['supervise'] }],
  ),
  checked(
    'E04',
    'required',
    'transitions.again.from',
    'a way into another workflow that starts from no step',
    [flow([], [way('again', [], { workflow: 'other' })]), { others }],
    [flow([], [way('again', 'new', { workflow: 'other' })]), { others }],
  ),
  checked(
    'E00',
    'unknown_field',
    'transitions.away.to.place',
    'a way into another workflow with a key that is misspelt',
    [flow([], [way('away', 'new', { workflow: 'other', place: 'new' } as never)])],
    [flow([], [way('away', 'new', { workflow: 'other', step: 'new' })]), { others }],
  ),
  checked(
    'E00',
    'invalid',
    'transitions.away.to',
    'a target that is neither a step nor a way into another workflow nor one back',
    [flow([], [way('away', 'new', {} as never)])],
    [flow([], [way('away', 'new', back('other', 'new'))]), { others }],
  ),
  checked(
    'E05',
    'no_way_to_close',
    '',
    'a way into another workflow from which nothing leads on but back',
    [
      { ...flow(), steps: [open('new')], transitions: [way('away', 'new', { workflow: 'other' })] },
      { others: endless([way('back', 'new', back('flow'))]) },
    ],
    [
      { ...flow(), steps: [open('new')], transitions: [way('away', 'new', { workflow: 'other' })] },
      { others: other([way('back', 'new', back('flow'))]) },
    ],
  ),
  checked(
    'E07',
    'trap',
    'steps.doing',
    'a step from which only a workflow is left that leads into itself',
    [
      flow([doing], [way('start', 'new', 'doing'), way('away', 'doing', { workflow: 'other' })]),
      { others: endless([way('stay', 'new', 'new')]) },
    ],
    [
      flow([doing], [way('start', 'new', 'doing'), way('away', 'doing', { workflow: 'other' })]),
      { others: endless([way('give-back', 'new', back('flow'))]) },
    ],
  ),
  checked(
    'E11',
    'not_privileged',
    'transitions.again.permission',
    'a common word that reopens in another workflow',
    [flow([], [way('again', 'done', { workflow: 'other' })]), { others: other() }],
    [flow([], [way('again', 'done', { workflow: 'other', step: 'done' })]), { others: other() }],
  ),
  checked(
    'E11',
    'not_privileged',
    'transitions.again.permission',
    'a common word that leads back to where tickets were open',
    [
      flow([], [way('again', 'done', back('other', 'done'))]),
      { others: other([way('away', 'new', { workflow: 'flow' })]) },
    ],
    [
      flow([], [way('again', 'done', back('other', 'done'))]),
      { others: other([way('away', 'done', { workflow: 'flow', step: 'done' }, { permission: 'reopen' })]) },
    ],
  ),
  checked(
    'E12',
    'unknown_workflow',
    'transitions.away.to.workflow',
    'a way into a workflow that is not there',
    [flow([], [way('away', 'new', { workflow: 'gone' })]), { others }],
    [flow([], [way('away', 'new', { workflow: 'other' })]), { others }],
  ),
  checked(
    'E12',
    'unknown_step',
    'transitions.away.to.step',
    'a way into a step that the other workflow does not have',
    [flow([], [way('away', 'new', { workflow: 'other', step: 'gone' })]), { others }],
    [flow([], [way('away', 'new', { workflow: 'other', step: 'done' })]), { others }],
  ),
  checked(
    'E12',
    'retiring',
    'transitions.away.to.workflow',
    'a way into a workflow that takes no tickets',
    [flow([], [way('away', 'new', { workflow: 'other' })]), { others: retiring }],
    [flow([], [way('away', 'new', { workflow: 'other' })]), { others }],
  ),
  checked(
    'E12',
    'same_workflow',
    'transitions.away.to.workflow',
    'a way into its own workflow that is written as one into another',
    [flow([], [way('away', 'new', { workflow: 'flow', step: 'new' })]), { others }],
    [flow([], [way('away', 'new', 'new')]), { others }],
  ),
  checked(
    'E12',
    'required',
    'transitions.back.to.fallback',
    'a way back that does not say where tickets go that came from nowhere',
    [flow([], [way('back', 'new', { return: true } as never)])],
    [flow([], [way('back', 'new', back('other'))])],
  ),
  checked(
    'E12',
    'unknown_step',
    'transitions.back.to.fallback.step',
    'a way back whose fallback is not there',
    [flow([], [way('back', 'new', back('other', 'gone'))]), { others }],
    [flow([], [way('back', 'new', back('other', 'new'))]), { others }],
  ),
  checked(
    'E13',
    'required',
    'selection.fallback',
    'a choice without fallback',
    [flow(), { selection: { rules: [] } as never }],
    [flow(), { selection: chosen([]) }],
  ),
  checked(
    'E13',
    'shadowed',
    'selection.rules.rest',
    'a rule for what earlier ones have taken, as far as the options of the field go',
    [
      flow(),
      {
        fields: severity,
        selection: chosen([
          rule('high', urgent),
          rule('low', { field: 'fields.severity', is: 'low' }),
          rule('rest', { field: 'fields.severity', empty: false }),
        ]),
      },
    ],
    [
      flow(),
      {
        fields: severity,
        selection: chosen([rule('high', urgent), rule('rest', { field: 'fields.severity', empty: false })]),
      },
    ],
  ),
  checked(
    'E13',
    'unknown_workflow',
    'selection.rules.high.workflow',
    'a rule that chooses a workflow that is not there',
    [flow(), { others, selection: chosen([rule('high', urgent, 'gone')]) }],
    [flow(), { others, selection: chosen([rule('high', urgent, 'other')]) }],
  ),
  checked(
    'E13',
    'retiring',
    'selection.fallback',
    'a fallback that takes no new tickets',
    [flow(), { others: retiring, selection: chosen([], 'other') }],
    [flow(), { others, selection: chosen([], 'other') }],
  ),
  checked(
    'E08',
    'not_known_yet',
    'selection.rules.late.when',
    'a rule that asks for what is not known while a ticket is made',
    [flow(), { selection: chosen([rule('late', { field: 'step', is: 'new' })]) }],
    [flow(), { selection: chosen([rule('late', { field: 'origin', is: 'email' })]) }],
  ),
  compared(
    'E16',
    'unmapped',
    'plan.steps.doing',
    'a step that goes while tickets stand in it',
    [approved, flow(), { histogram: { doing: 3 } }],
    [approved, flow(), { histogram: { doing: 3 }, plan: { steps: { doing: 'new' } } }],
  ),
  compared(
    'E16',
    'unknown_step',
    'plan.steps.doing',
    'a plan that names a step that is not there',
    [approved, flow(), { histogram: { doing: 3 }, plan: { steps: { doing: 'busy' } } }],
    [approved, flow(), { histogram: { doing: 3 }, plan: { steps: { doing: 'new' } } }],
  ),
  compared(
    'E16',
    'unknown_step',
    'plan.steps.doing',
    'a plan for a step that never was',
    [flow(), approved, { plan: { steps: { doing: 'new' } } }],
    [approved, approved, { plan: { steps: { doing: 'new' } } }],
  ),
  compared(
    'E16',
    'other_openness',
    'plan.reason',
    'a plan that closes tickets without a reason',
    [approved, flow(), { plan: { steps: { doing: 'done' } } }],
    [approved, flow(), { plan: { steps: { doing: 'done' }, reason: 'Nobody works on them any more.' } }],
  ),
  checked(
    'E17',
    'too_long',
    'steps',
    'more than 200 steps',
    [flow(Array.from({ length: 199 }, (_, index) => open(`s${index}`)))],
    [
      flow(
        Array.from({ length: 198 }, (_, index) => open(`s${index}`)),
        Array.from({ length: 198 }, (_, index) => [
          way(`to${index}`, 'new', `s${index}`),
          way(`end${index}`, `s${index}`, 'done'),
        ]).flat(),
      ),
    ],
  ),
  checked(
    'E17',
    'too_long',
    'transitions',
    'more than 2000 transitions',
    [
      flow(
        [],
        Array.from({ length: 2000 }, (_, index) => way(`t${index}`, 'new', 'done')),
      ),
    ],
    [
      flow(
        [],
        Array.from({ length: 1999 }, (_, index) => way(`t${index}`, 'new', 'done')),
      ),
    ],
  ),
  checked(
    'E17',
    'too_deep',
    'transitions.drop.condition.not.not.not.not.not.not.not.not',
    'a condition of more than eight levels',
    [guarded(nested(9))],
    [guarded(nested(8))],
  ),
  checked(
    'E18',
    'several_defaults',
    'transitions.drop.closesByDefault',
    'two ways to close by default',
    [
      flow(
        [],
        [way('end', 'new', 'done', { closesByDefault: true }), way('drop', 'new', 'done', { closesByDefault: true })],
      ),
    ],
    [flow([], [way('end', 'new', 'done', { closesByDefault: true }), way('drop', 'new', 'done')])],
  ),
  checked(
    'E07',
    'trap',
    'steps.a',
    'two steps that lead only to each other',
    [flow([open('a')], [way('in', 'new', 'a'), way('stay', 'a', 'a')])],
    [flow([open('a')], [way('in', 'new', 'a'), way('stay', 'a', 'a'), way('out', 'a', 'done')])],
  ),
  checked(
    'W01',
    'unreachable',
    'steps.doing',
    'a step that nothing leads to',
    [flow([doing], [way('end', 'doing', 'done')])],
    [flow([doing], [way('start', 'new', 'doing'), way('end', 'doing', 'done')])],
  ),
  checked(
    'E18',
    'several_defaults',
    'transitions.reject.closesByDefault',
    'two ways to close by default, one of them in another workflow',
    [
      flow(
        [],
        [
          way('end', 'new', 'done', { closesByDefault: true }),
          way('reject', 'new', { workflow: 'other', step: 'done' }, { closesByDefault: true }),
        ],
      ),
      { others },
    ],
    [
      flow(
        [],
        [
          way('end', 'new', 'done', { closesByDefault: true }),
          way('reject', 'new', { workflow: 'other', step: 'new' }, { closesByDefault: true }),
        ],
      ),
      { others },
    ],
  ),
  checked(
    'W01',
    'unreachable',
    'steps.doing',
    'a step that another workflow does not lead to either',
    [
      flow([doing], [way('end', 'doing', 'done')]),
      { others: other([way('away', 'new', { workflow: 'flow', step: 'new' })]) },
    ],
    [
      flow([doing], [way('end', 'doing', 'done')]),
      { others: other([way('away', 'new', { workflow: 'flow', step: 'doing' })]) },
    ],
  ),
  checked(
    'W02',
    'always_true',
    'transitions.drop.condition',
    'a condition that holds of every ticket',
    [guarded({ any: [urgent, { not: urgent }] })],
    [guarded({ all: [urgent, { field: 'subject', is: 'x' }] })],
  ),
  checked(
    'W03',
    'duplicate_name',
    'transitions.end.name',
    'two buttons with the same name',
    [flow([], [way('end', 'new', 'done', { name: ' CLOSE' })])],
    [flow([], [way('end', 'new', 'done', { name: 'Close unsolved' })])],
  ),
  checked(
    'W04',
    'no_role',
    'transitions.drop.permission',
    'a word that no role holds',
    [flow([], [way('drop', 'new', 'done', { permission: 'drop' })]), { roles }],
    [flow([], [way('drop', 'new', 'done', { permission: 'approve' })]), { roles }],
  ),
  checked(
    'W04',
    'no_user',
    'transitions.drop.permission',
    'a word whose roles nobody has',
    [
      flow([], [way('drop', 'new', 'done', { permission: 'approve' })]),
      { roles, users: { ada: ['agent'], tom: ['agent'] } },
    ],
    [
      flow([], [way('drop', 'new', 'done', { permission: 'approve' })]),
      { roles, users: { ada: ['agent', 'lead'], tom: ['agent', 'lead'] } },
    ],
  ),
  checked(
    'W05',
    'one_user',
    'transitions.drop.permission',
    'a word that one user holds',
    [
      flow([], [way('drop', 'new', 'done', { permission: 'approve' })]),
      { roles, users: { ada: ['agent', 'lead'], tom: ['agent'] } },
    ],
    [
      flow([], [way('drop', 'new', 'done', { permission: 'approve' })]),
      { roles, users: { ada: ['agent', 'lead'], tom: ['agent', 'lead'] } },
    ],
  ),
  checked(
    'W06',
    'cannot_leave',
    'steps.doing',
    'a step out of which a role has no way',
    [approved, { roles }],
    [approved, { roles: { ...roles, agent: ['work', 'approve'] } }],
  ),
  checked(
    'W08',
    'no_role',
    'transitions.pass.responsible.among.permission',
    'a responsible with a word that no role holds',
    [flow([], [way('pass', 'new', 'new', { responsible: among('judge') })]), { roles }],
    [flow([], [way('pass', 'new', 'new', { responsible: among('judge', 'optional') })]), { roles }],
  ),
  checked(
    'W08',
    'no_user',
    'transitions.pass.responsible.among.permission',
    'a responsible with a word whose roles nobody has',
    [
      flow([], [way('pass', 'new', 'new', { responsible: among('approve') })]),
      { roles, users: { ada: ['agent'], tom: ['agent'] } },
    ],
    [
      flow([], [way('pass', 'new', 'new', { responsible: among('approve') })]),
      { roles, users: { ada: ['agent', 'lead'], tom: ['agent', 'lead'] } },
    ],
  ),
  checked(
    'W09',
    'nothing_for_requesters',
    'transitions',
    'a portal without anything to do',
    [flow(), { portal: true }],
    [flow([], [way('withdraw', 'new', 'done', { requester: true })]), { portal: true }],
  ),
  compared(
    'W10',
    'input_required',
    'transitions.close.comment',
    'a comment that becomes mandatory',
    [flow(), { ...flow(), transitions: [way('close', 'new', 'done', { comment: 'required' })] }],
    [flow(), { ...flow(), transitions: [way('close', 'new', 'done', { comment: 'optional' })] }],
  ),
  compared(
    'W10',
    'input_required',
    'transitions.close.responsible',
    'a responsible who becomes mandatory',
    [flow(), { ...flow(), transitions: [way('close', 'new', 'done', { responsible: among('work') })] }],
    [
      { ...flow(), transitions: [way('close', 'new', 'done', { responsible: 'required' })] },
      { ...flow(), transitions: [way('close', 'new', 'done', { responsible: among('work') })] },
    ],
  ),
  compared(
    'W11',
    'coalition_lost',
    'steps.new',
    'a word that some who could close do not hold',
    [
      flow(),
      { ...flow(), transitions: [way('close', 'new', 'done', { permission: 'approve' })] },
      { roles: { ...roles, lead: ['*'] } },
    ],
    [
      flow(),
      { ...flow(), transitions: [way('close', 'new', 'done', { permission: 'approve' })] },
      { roles: { lead: ['*'] } },
    ],
  ),
  compared(
    'W11',
    'nobody_may_close',
    'steps.new',
    'a word that nobody holds',
    [flow(), { ...flow(), transitions: [way('close', 'new', 'done', { permission: 'drop' })] }, { roles }],
    [flow(), { ...flow(), transitions: [way('close', 'new', 'done', { permission: 'work' })] }, { roles }],
  ),
  checked(
    'W12',
    'message_missing',
    'transitions.drop.message',
    'a disabled button that does not say why',
    [guarded(urgent, { message: undefined as never })],
    [guarded(urgent, { message: undefined as never, whenBlocked: 'hide' })],
  ),
];

describe('the smallest workflow with one problem has exactly that finding, and none when it is mended', () => {
  test.each(cases)('$code $reason: $name', ({ code, reason, place, broken, repaired }) => {
    const found = broken();
    expect(found.map((one) => [one.code, one.reason, one.place.join('.')])).toEqual([[code, reason, place]]);
    expect(found[0]?.severity).toBe(checkCodes[code].severity);
    expect(found[0]?.message).toMatch(/^\S.{15,}\.$/);
    expect(repaired()).toEqual([]);
  });

  test('every code of the table has such a workflow', () => {
    const shown = new Set(cases.map(({ code }) => code));
    expect(Object.keys(checkCodes).filter((code) => !shown.has(code as CheckCode))).toEqual([]);
  });
});

test('two steps that lead only to each other are traps both, and nobody may close where no role has the word', () => {
  const codes = (findings: readonly Finding[]) =>
    findings.map((one) => `${one.code} ${one.reason} ${one.place.join('.')}`);
  expect(codes(checkWorkflow(flow(loop, around)).findings)).toEqual(['E07 trap steps.a', 'E07 trap steps.b']);
  const nobody = checkWorkflow(approved, { roles: { agent: ['work'] } });
  expect(codes(nobody.findings)).toEqual([
    'E07 nobody_may_close steps.doing',
    'W04 no_role transitions.approve.permission',
    'W06 cannot_leave steps.doing',
  ]);
  expect(codes(checkWorkflow(flow(), { roles: { reader: ['read'] } }).findings)).toEqual([
    'E05 nobody_may_close ',
    'W04 no_role transitions.close.permission',
  ]);
});

test('what is wrong from the first step on is said once, also of steps behind another workflow', () => {
  const around: WorkflowDocument = {
    ...flow(),
    steps: [open('new'), doing],
    transitions: [way('away', 'new', { workflow: 'other' }), way('stay', 'doing', 'doing')],
  };
  const there = endless([way('on', 'new', { workflow: 'flow', step: 'doing' })]);
  expect(checkWorkflow(around, { others: there }).findings.map(({ code }) => code)).toEqual(['E05']);
});

test('a way back leads also to where a way back came from', () => {
  const third = (from: string) => ({
    workflow: flow([], [way('give-back', from, back('other', 'done'), { permission: 'reopen' })], { id: 'third' }),
  });
  const found = (from: string) =>
    checkWorkflow(
      flow([], [way('ask', 'new', { workflow: 'third', step: 'done' }), way('again', 'done', back('other', 'done'))]),
      { others: [...others, third(from)] },
    ).findings.map(({ code, place }) => `${code} ${place[1]}`);
  expect(found('new')).toEqual(['E11 again']);
  expect(found('done')).toEqual([]);
});

describe('nothing is found where nothing is wrong', () => {
  const codes = (...told: Parameters<typeof checkWorkflow>) =>
    checkWorkflow(...told).findings.map((one) => `${one.code} ${one.place.join('.')}`);

  test('marks to close by default mean nothing on ways that do not close', () => {
    const marked = { closesByDefault: true };
    expect(
      codes(
        flow(
          [doing],
          [way('start', 'new', 'doing', marked), way('stay', 'new', 'new', marked), way('end', 'doing', 'done')],
        ),
      ),
    ).toEqual([]);
  });

  test('nor on ways that lead back, which nobody takes to close, or to where nothing is known', () => {
    const marked = { closesByDefault: true };
    const leading = (to: WorkflowDocument['transitions'][number]['to']) =>
      flow([], [way('end', 'new', 'done', marked), way('away', 'new', to, marked)]);
    expect(codes(leading(back('other', 'done')), { others })).toEqual([]);
    expect(codes(leading({ workflow: 'other', step: 'done' }))).toEqual([]);
  });

  test('a word that is unknown is not called rare too, and what is for requesters needs no role', () => {
    const unknown = flow([], [way('go', 'new', 'done', { permission: 'wrok' })]);
    expect(codes(unknown, { roles, words: ['work', 'approve'] })).toEqual(['E10 transitions.go.permission']);
    const forRequesters = flow([], [way('withdraw', 'new', 'done', { permission: 'nobody', requester: true })]);
    expect(codes(forRequesters, { roles, words: ['work', 'approve'] })).toEqual([]);
    expect(codes(forRequesters, { roles })).toEqual([]);
  });

  test('requesters, and people with tickets of their own, may leave steps to others', () => {
    const waiting = flow(
      [open('waiting')],
      [
        way('remind', 'new', 'waiting', { permission: 'ticket.edit', requester: true }),
        way('answer', 'waiting', 'done', { permission: 'work' }),
      ],
    );
    expect(codes(waiting, { roles: { agent: ['work', 'ticket.edit'], '@own': ['ticket.edit'] } })).toEqual([]);
  });

  test('an input that was mandatory before is no news, and a plan for a step without tickets needs no reason', () => {
    const commented = { ...flow(), transitions: [way('close', 'new', 'done', { comment: 'required' as const })] };
    expect(compareWorkflows(commented, commented).findings).toEqual([]);
    const plan = { steps: { doing: 'done' } };
    expect(compareWorkflows(approved, flow(), { plan, histogram: { new: 5 } }).findings).toEqual([]);
  });
});

test('two steps cannot both have been called the same, and a rule may be impossible by itself', () => {
  const twins = flow(
    [open('a', { renamedFrom: ['old'] }), open('b', { renamedFrom: ['old'] })],
    [way('in', 'new', 'a'), way('on', 'a', 'b'), way('out', 'b', 'done')],
  );
  expect(checkWorkflow(twins).findings.map(({ code, place }) => `${code} ${place.join('.')}`)).toEqual([
    'E02 steps.a.renamedFrom',
    'E02 steps.b.renamedFrom',
  ]);
  const nothing = { field: 'fields.severity', in: [] };
  expect(
    checkWorkflow(flow(), { fields: severity, selection: chosen([rule('high', urgent), rule('none', nothing)]) })
      .findings,
  ).toMatchObject([{ code: 'E09', reason: 'never_true', place: ['selection', 'rules', 'none', 'when'] }]);
});
