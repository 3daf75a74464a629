import type { DeskEvents } from './desk-events.ts';
import type { Engine } from './engine.ts';

type Listener = (event: never) => unknown;

/**
 * Calls every listener of a type by itself: one that throws neither stops the others nor reaches the command, which is
 * committed already. (mitt alone stops at the first one that throws and leaves rejections unhandled.)
 */
export const emitSafely = <K extends keyof DeskEvents>(
  engine: Pick<Engine, 'emitter' | 'logger'>,
  type: K,
  event: DeskEvents[K],
): void => {
  const report = (error: unknown) => engine.logger?.warn('A listener failed.', { type, error });
  for (const listener of [...((engine.emitter.all.get(type) ?? []) as Listener[])]) {
    try {
      const answer = listener(event as never);
      if (answer instanceof Promise) answer.catch(report);
    } catch (error) {
      report(error);
    }
  }
};
