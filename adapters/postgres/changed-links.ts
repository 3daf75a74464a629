import { assignments } from './columns.ts';
import { activityLinkColumns } from './row-columns.ts';

/** Phases of a commit that change links of activities. The ticket that has an activity is a change of the batch, so its version stands for the link. */
export const changedLinks = {
  moved: (schema: string): string => `activities_moved_written as (
  update ${schema}.activity_links stored
  set ${assignments(activityLinkColumns)}
  from tickets_applied applied join activities_moved_given given on given.ticket = applied.id
  where stored.tenant = $1::text and stored.type = given.type and stored.id = given.id and stored.ticket = given."from"
  returning 1
)`,
  unlinked: (schema: string): string => `activities_unlinked_written as (
  delete from ${schema}.activity_links stored
  using tickets_applied applied join activities_unlinked_given given on given.ticket = applied.id
  where stored.tenant = $1::text and stored.type = given.type and stored.id = given.id and stored.ticket = given.ticket
  returning 1
)`,
} as const;
