import { describe, expect, test } from 'vitest';
import type { SettingsChanges } from '../../src/area/settings-document.ts';
import { checkWorkflow } from '../../src/workflow/check/check-workflow.ts';
import type { WorkflowDocument } from '../../src/workflow/workflow-document.ts';
import { createTestDesk } from '../kit/create-test-desk.ts';
import { everyStore } from './every-store.ts';
import { helpdesk, printer } from './helpdesk.ts';
import { refusalOf } from './stored.ts';

const sound: WorkflowDocument = {
  id: 'demand',
  name: 'Demand',
  initial: 'open',
  steps: [
    { id: 'open', name: 'Open', category: 'new' },
    { id: 'court', name: 'In court', category: 'pending' },
    { id: 'paid', name: 'Paid', category: 'closed' },
  ],
  transitions: [
    { id: 'sue', name: 'Sue', from: ['open'], to: 'court', permission: 'demand' },
    { id: 'pay', name: 'Pay', from: ['open', 'court'], to: 'paid', permission: 'demand' },
  ],
};
const area = (workflow: WorkflowDocument) =>
  ({ areas: { collection: { name: 'Collection', key: 'COL', workflows: [workflow] } } }) as unknown as SettingsChanges;

describe.each(everyStore)('on $name', ({ open }) => {
  const administration = async () => {
    const kit = await createTestDesk({
      areas: [helpdesk],
      roles: { administrator: { '*': ['*'] } },
      desk: { administrator: ['config.admin'] },
      store: await open(),
    });
    kit.agent('Root', 'administrator');
    return kit.desk.dynamic.as({ user: 'root' });
  };

  test('a definition that names steps it does not have, or from which nobody can close, is not published [ADM-02 refused]', async () => {
    const root = await administration();
    const [sue, pay] = sound.transitions as [never, never];
    const refused: readonly (readonly [WorkflowDocument, string])[] = [
      [{ ...sound, initial: 'gone' }, 'initial unknown_step'],
      [
        { ...sound, transitions: [pay, { ...(sue as object), to: 'gone' }] as never },
        'transitions.sue.to unknown_step',
      ],
      [{ ...sound, transitions: [sue, { ...(pay as object), from: ['open'] }] as never }, 'steps.court dead_end'],
      [
        {
          ...sound,
          transitions: [sue, pay, { id: 'again', name: 'Again', from: ['paid'], to: 'open', permission: 'demand' }],
        },
        'transitions.again.permission not_privileged',
      ],
    ];
    for (const [workflow, problem] of refused) {
      const refusal = await refusalOf(root.settings.update(area(workflow)));
      expect(refusal.code).toBe('config_invalid');
      expect(refusal.issues.map(({ path, code }) => `${path.slice(4).join('.')} ${code}`)).toEqual([problem]);
      const { findings } = checkWorkflow(workflow);
      expect(refusal.issues.map(({ code, message, params }) => [params?.check, code, message])).toEqual(
        findings
          .filter(({ severity }) => severity === 'error')
          .map(({ code, reason, message }) => [code, reason, message]),
      );
    }
    expect((await root.settings.get()).revision).toBe(0);
  });

  test('a step that cannot be reached is a warning, and the definition is published', async () => {
    const root = await administration();
    const [, pay] = sound.transitions as [never, never];
    const workflow = { ...sound, transitions: [pay] };
    expect(checkWorkflow(workflow).findings).toMatchObject([
      { code: 'W01', severity: 'warning', params: { step: 'court' } },
    ]);
    await root.settings.update(area(workflow));
    const { ticket } = await root.tickets.create({ area: 'collection', ...printer });
    expect((await root.tickets.close(ticket)).ticket.status.category).toBe('closed');
  });
});
