import mitt, { type Emitter } from 'mitt';
import type { DeskEvents } from './desk-events.ts';

/** Listeners of one desk. */
export const createEmitter = (): Emitter<DeskEvents> => mitt<DeskEvents>();
