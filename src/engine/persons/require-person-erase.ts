import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import type { Call } from '../call.ts';

/** Persons are for those who hold `person.erase`; no permission on tickets stands for it. */
export const requirePersonErase = ({ grants }: Pick<Call, 'grants'>): Decided<null> =>
  grants.desk.includes('person.erase')
    ? accept(null)
    : refuse('forbidden', 'You need the permission "person.erase" of the desk.', {
        data: { permission: 'person.erase' },
      });
