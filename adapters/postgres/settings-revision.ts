/** The revision of the tenant's settings; $1 is the tenant. */
export const settingsRevision = (schema: string): string =>
  `coalesce((select max(revision) from ${schema}.settings where tenant = $1::text), 0)`;

/** The revision of what was deployed for all tenants. */
export const deploymentRevision = (schema: string): string =>
  `coalesce((select max(revision) from ${schema}.settings where tenant = ''), 0)`;
