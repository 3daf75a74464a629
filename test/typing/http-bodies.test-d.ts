import type {
  ActionChanges,
  ActivityTargets,
  BulkAction,
  BulkMove,
  DraftChanges,
  HandOverAll,
  NewAction,
  NewActivity,
  NewPortalTicket,
  NewTicket,
  NewTimer,
  PublishInput,
  SettingsChanges,
  StoppedTimer,
  TextBlockInput,
  TicketChanges,
  WhatIfQuery,
} from 'ticketwerk';
import { expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { agentBodies, portalBodies } from '../../adapters/http/bodies/agent-bodies.ts';

type Named<K extends keyof typeof agentBodies> = keyof z.output<(typeof agentBodies)[K]>;

test('a body names every field that its command takes, and no other', () => {
  expectTypeOf<Named<'tickets.create'>>().toEqualTypeOf<keyof NewTicket<never, never>>();
  expectTypeOf<Named<'tickets.update'>>().toEqualTypeOf<keyof TicketChanges<never> | 'inform'>();
  expectTypeOf<Named<'actions.add'>>().toEqualTypeOf<keyof NewAction>();
  expectTypeOf<Named<'actions.edit'>>().toEqualTypeOf<keyof ActionChanges>();
  expectTypeOf<Named<'activities.create'>>().toEqualTypeOf<keyof NewActivity>();
  expectTypeOf<Named<'activities.link'>>().toEqualTypeOf<keyof ActivityTargets>();
  expectTypeOf<Named<'timers.start'>>().toEqualTypeOf<keyof NewTimer>();
  expectTypeOf<Named<'timers.stop'>>().toEqualTypeOf<keyof StoppedTimer>();
  expectTypeOf<Named<'outbox.update'>>().toEqualTypeOf<keyof DraftChanges>();
  expectTypeOf<Named<'textBlocks.save'>>().toEqualTypeOf<keyof TextBlockInput>();
  expectTypeOf<Named<'settings.update'>>().toEqualTypeOf<keyof SettingsChanges>();
  expectTypeOf<Named<'bulk.addAction'>>().toEqualTypeOf<keyof BulkAction | 'tickets'>();
  expectTypeOf<Named<'bulk.setStep'>>().toEqualTypeOf<keyof BulkMove | 'tickets' | 'step'>();
  expectTypeOf<Named<'bulk.handOverAll'>>().toEqualTypeOf<keyof HandOverAll>();
  expectTypeOf<Named<'workflows.whatIf'>>().toEqualTypeOf<keyof WhatIfQuery>();
  expectTypeOf<Named<'workflows.publish'>>().toEqualTypeOf<Exclude<keyof PublishInput, 'area' | 'workflow'>>();
  expectTypeOf<keyof z.output<(typeof portalBodies)['create']>>().toEqualTypeOf<keyof NewPortalTicket<never>>();
});
