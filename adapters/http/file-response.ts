import { contentDisposition } from './content-disposition.ts';
import { safeHeaders } from './safe-headers.ts';
import { streamOf } from './wire/stream-of.ts';

/** What is downloaded. */
interface DownloadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

/** A file that no browser shows or runs on the host's site, sent piece by piece. */
export const fileResponse = ({ name, mediaType, size, content }: DownloadedFile): Response =>
  new Response(streamOf(content), {
    headers: {
      ...safeHeaders,
      'content-type': /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream',
      'content-length': String(size),
      'content-disposition': contentDisposition(name),
    },
  });
