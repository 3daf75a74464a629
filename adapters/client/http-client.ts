import type { DocumentReference } from '../../src/index.ts';

/** A desk as the server has it; only its types are used: pass `typeof desk`. */
export interface ClientDesk {
  as(actor: { readonly user: string }): { readonly documents: object };
  asRequester(requester: { readonly contact: string }): object;
}

/** A file as it is downloaded; nothing is read before the content is. */
export interface Download {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

/** What an agent does, over HTTP: the types of the desk, without transactions. */
export type AgentClient<D extends ClientDesk> = Omit<ReturnType<D['as']>, 'in' | 'documents'> & {
  readonly documents: Omit<ReturnType<D['as']>['documents'], 'open'> & {
    /** A document with its content. */
    open(document: DocumentReference): Promise<Download>;
  };
};

/** What a requester does, over HTTP. */
export type PortalClient<D extends ClientDesk> = Omit<ReturnType<D['asRequester']>, 'in' | 'openDocument'> & {
  /** A document that is shared with him, with its content. */
  openDocument(document: string): Promise<Download>;
};

/** Both sides of a served desk; who calls is what the host's session says. */
export interface HttpClient<D extends ClientDesk> {
  readonly agent: AgentClient<D>;
  readonly portal: PortalClient<D>;
}
