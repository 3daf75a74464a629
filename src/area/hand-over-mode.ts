/** Who hears of a saved hand-over: the actor is asked, everybody concerned does by itself, or nobody does. */
export type HandOverMode = 'ask' | 'automatic' | 'never';
export const handOverModes: readonly HandOverMode[] = ['ask', 'automatic', 'never'];
