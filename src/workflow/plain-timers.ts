import { compareText } from '../text/compare-text.ts';
import type { StepTimer } from './definition.ts';
import { plainDuration } from './duration.ts';

/** The timers of a step so that two lists that say the same are the same: by id, with durations as everybody would write them. */
export const plainTimers = (timers: readonly StepTimer[]): readonly StepTimer[] =>
  timers
    .map((timer) => ({ ...timer, after: plainDuration(timer.after) }))
    .sort((one, other) => compareText(one.id, other.id));
