import type { Area } from './area.ts';

/** Did code say that nobody sets this at run time? */
export const isLocked = ({ settings: { locked = [] } }: Area, setting: string): boolean =>
  locked === 'all' || (locked as readonly string[]).includes(setting);
