import { refuse } from '../refusal/refusal.ts';
import type { Mail } from './mail.ts';

/** In its state a mail does not take this. */
export const wrongState = (mail: Mail, verb: string) =>
  refuse('wrong_state', `This mail is ${mail.state} and cannot be ${verb}.`, {
    data: { mail: mail.id, state: mail.state },
  });
