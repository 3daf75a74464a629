import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from './message.ts';
import type { Order } from './writer.ts';

const writer = path.join(import.meta.dirname, 'writer.ts');

/** Starts a writing process and kills it (SIGKILL) so many finished commands and milliseconds later. @returns everything it said */
export const killWriter = async (
  order: Order,
  moment: { readonly acknowledged: number; readonly milliseconds: number },
): Promise<readonly Message[]> => {
  const child = spawn(process.execPath, ['--conditions=ticketwerk-source', writer, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const ended = once(child, 'close');
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => {
    complaint += data.toString();
  });
  const messages: Message[] = [];
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const message = parsed(line);
    if (message === null) continue;
    messages.push(message);
    if (message.kind !== 'done') continue;
    acknowledged += 1;
    if (acknowledged === moment.acknowledged) void pause(moment.milliseconds).then(() => child.kill('SIGKILL'));
  }
  const [, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error(`The writing process ended by itself:\n${complaint}`);
  return messages;
};

/** The last line may be cut off. */
const parsed = (line: string): Message | null => {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return null;
  }
};
