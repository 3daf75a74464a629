import net from 'node:net';

/** An answer, or what happens instead of one. `dropAfter` sends the line and hangs up. */
type Step = string | 'drop' | 'silence' | { readonly dropAfter: string };

export interface SmtpScript {
  readonly greeting?: Step;
  readonly ehlo?: Step;
  readonly helo?: Step;
  readonly auth?: Step;
  readonly mail?: Step;
  readonly rcpt?: Step;
  readonly data?: Step;
  /** The answer to the end of the text. */
  readonly end?: Step;
}

export interface ScriptedSmtpServer extends AsyncDisposable {
  readonly url: string;
  /** Every command, in order; not the text. */
  readonly commands: string[];
  readonly connections: () => number;
}

const friendly: Required<SmtpScript> = {
  greeting: '220 ready',
  ehlo: '250-mail.test\r\n250 8BITMIME',
  helo: '250 mail.test',
  auth: '235 welcome',
  mail: '250 ok',
  rcpt: '250 ok',
  data: '354 go on',
  end: '250 queued as 1',
};

/** A mail server that follows a script to the letter, faults included. */
export const startScriptedSmtpServer = async (script: SmtpScript = {}): Promise<ScriptedSmtpServer> => {
  const steps = { ...friendly, ...script };
  const commands: string[] = [];
  const sockets = new Set<net.Socket>();
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const take = (step: Step): void => {
      if (step === 'silence') return;
      if (step === 'drop') socket.destroy();
      else if (typeof step === 'string') socket.write(`${step}\r\n`);
      else socket.end(`${step.dropAfter}\r\n`);
    };
    let received = '';
    let inText = false;
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      for (;;) {
        const mark = inText ? '\r\n.\r\n' : '\r\n';
        const at = received.indexOf(mark);
        if (at === -1) return;
        const line = received.slice(0, at);
        received = received.slice(at + mark.length);
        if (inText) {
          inText = false;
          take(steps.end);
          continue;
        }
        commands.push(line);
        const verb = line.slice(0, 4).toLowerCase();
        if (verb === 'quit') take({ dropAfter: '221 bye' });
        else if (verb in steps) take(steps[verb as keyof SmtpScript] ?? '500 what');
        else take('500 what');
        inText = verb === 'data' && typeof steps.data === 'string' && steps.data.startsWith('354');
        // The line end of DATA is also the one before the first line, which may be the dot already.
        if (inText) received = `\r\n${received}`;
      }
    });
    take(steps.greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    commands,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
