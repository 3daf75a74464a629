import { claimDeliveries } from './claim-deliveries.ts';
import { claimRows } from './claim-rows.ts';
import { mailColumns, sourceColumns, timedTransitionColumns, timerColumns } from './row-columns.ts';

/** The statement that leases each kind of work: only they, and the list of tenants, serve all tenants at once. */
export const claimTexts = (schema: string) => ({
  delivery: claimDeliveries(schema),
  removal: claimRows(
    'source',
    { table: `${schema}.sources`, open: "removal = 'pending'", due: 'removal_not_before' },
    sourceColumns,
  ),
  timer: claimRows('timer', { table: `${schema}.timers`, open: "state = 'running'", due: 'due_at' }, timerColumns),
  timedTransition: claimRows(
    'timedTransition',
    { table: `${schema}.timed_transitions`, open: "state = 'waiting'", due: 'try_at' },
    timedTransitionColumns,
  ),
  draft: claimRows('mail', { table: `${schema}.mails`, open: "state = 'draft'", due: 'written_at' }, mailColumns),
});
