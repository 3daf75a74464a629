import { erasedMark } from '../text/erase-text.ts';

/** Who asks: a snapshot of name, e-mail and phone, plus links to records of the host. Empty text means not known. */
export interface Requester {
  readonly contact: string | null;
  readonly person: string | null;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export const noRequester: Requester = { contact: null, person: null, name: '', email: '', phone: '' };

/** What is left of a requester when the person was erased: the contact is none. */
export const erasedRequester = (contact: string | null): Requester => ({ ...noRequester, contact, name: erasedMark });

/** Nobody can be asked for what was erased. */
export const isErased = ({ person, name, email }: Requester): boolean =>
  person === null && name === erasedMark && email === '';
