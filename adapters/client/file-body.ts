import { streamOf } from '../http/wire/stream-of.ts';

/** A file as a caller gives it; a stream of bytes is sent as it comes. */
export interface ClientFile {
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array>;
  readonly mediaType?: string;
}

/** A file as the body of a request. */
export const fileBody = ({ content, mediaType }: ClientFile, headers: Headers): object => {
  headers.set('content-type', mediaType ?? 'application/octet-stream');
  return ArrayBuffer.isView(content) ? { body: content } : { body: streamOf(content), duplex: 'half' };
};

/** Several files as a form; a browser needs them whole, so give bytes. */
export const formOf = (files: readonly ClientFile[], text: unknown): FormData => {
  const form = new FormData();
  if (typeof text === 'string') form.set('text', text);
  for (const { name, content, mediaType } of files) {
    if (!ArrayBuffer.isView(content))
      throw new TypeError('Give the content of several files as bytes, or send one by one.');
    form.append('files', new Blob([content], mediaType === undefined ? {} : { type: mediaType }), name);
  }
  return form;
};
