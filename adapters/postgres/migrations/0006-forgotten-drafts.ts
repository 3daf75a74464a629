import type { Migration } from './migration.ts';

/**
 * A draft says when it was last written, so that forgotten ones can be found. Of those that are there nobody knows: they count from
 * this migration on. The default also serves processes of the version before, which still write without the column.
 */
export const forgottenDrafts: Migration = {
  id: 6,
  name: 'forgotten_drafts',
  sql: (schema) => `
alter table ${schema}.mails
  add column written_at timestamptz not null default date_trunc('milliseconds', now()),
  add column leased_until timestamptz;
create index mails_due on ${schema}.mails (tenant, written_at, id) where state = 'draft';
`,
};
