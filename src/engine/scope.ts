import type { CallContext } from '../ports/call-context.ts';
import type { Store } from '../ports/store.ts';
import type { Warning } from '../ticket/warning.ts';
import type { Configurations } from './configurations.ts';
import type { Engine } from './engine.ts';

/** Something that may happen outside only after the write is durable; says what to warn of. */
export type Aftermath = () => Promise<readonly Warning[]>;

/** Where calls run: for a tenant, on the desk's own connection or inside the host's transaction. */
export interface Scope {
  readonly engine: Engine;
  readonly context: CallContext;
  readonly store: Store;
  readonly configurations: Configurations;
  /** Runs it now, or once the host has said that his transaction is committed. */
  readonly afterwards: (task: Aftermath) => Promise<readonly Warning[]>;
}

/** Calls on the desk's own connection: what a command wrote is durable when it returns. */
export const ownScope = (engine: Engine, tenant: string): Scope => ({
  engine,
  context: { tenant },
  store: engine.store,
  configurations: engine.configurations,
  afterwards: (task) => task(),
});
