import type pg from 'pg';

/** A node of a plan of PostgreSQL, as far as the tests look at it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A row that `explain (format json)` answers with. */
export type Explained = Record<string, readonly { readonly Plan: PlanNode }[]>;

/** Every node of a plan, from the top. */
export const planNodes = (rows: readonly Explained[]): readonly PlanNode[] => {
  const below = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(below)];
  return rows.flatMap((row) => Object.values(row).flat()).flatMap(({ Plan: top }) => below(top));
};

/** The plan of a statement that was prepared with texts: it is really executed, and taken back. */
export const explainPrepared = async (
  pool: pg.Pool,
  text: string,
  params: readonly (string | null)[],
  mode: 'force_generic_plan' | 'force_custom_plan',
): Promise<readonly PlanNode[]> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`set local plan_cache_mode = ${mode}`);
    await client.query(`prepare explained (${params.map(() => 'text').join(', ')}) as ${text}`);
    const values = params.map((param) => (param === null ? 'null' : `'${param}'`)).join(', ');
    const { rows } = await client.query<Explained>(`explain (analyze, format json) execute explained (${values})`);
    await client.query('deallocate explained');
    return planNodes(rows);
  } finally {
    await client.query('rollback');
    client.release();
  }
};
