import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail that a mail server took, as it came over the wire. */
export interface CaughtMail {
  /** Empty for the null sender of automatic mail. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/** A mail server on this machine that keeps what it is given. */
export const openMailCatcher = async () => {
  const caught: CaughtMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        caught.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    caught: caught as readonly CaughtMail[],
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};
