/** Who asks: a snapshot of name, e-mail and phone, plus links to records of the host. Empty text means not known. */
export interface Requester {
  readonly contact: string | null;
  readonly person: string | null;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

export const noRequester: Requester = { contact: null, person: null, name: '', email: '', phone: '' };
