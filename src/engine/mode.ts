/** Does a command run, or only say what it would do? */
export type Mode = 'run' | 'preview';
