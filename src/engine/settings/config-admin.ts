import { accept, type Decided, refuse } from '../../refusal/refusal.ts';
import type { Call } from '../call.ts';

/** Settings are for those who hold `config.admin`; no permission on tickets stands for it. */
export const requireConfigAdmin = ({ grants }: Pick<Call, 'grants'>): Decided<null> =>
  grants.desk.includes('config.admin')
    ? accept(null)
    : refuse('forbidden', 'You need the permission "config.admin" of the desk.', {
        data: { permission: 'config.admin' },
      });
