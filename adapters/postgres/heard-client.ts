import type { PgClientLike } from './pg-like.ts';

const ignore = () => {};

/**
 * Uses a client with somebody listening to its errors: when the database restarts, a checked-out client without a listener
 * ends the process, although the statement under way fails by itself.
 */
export const heardClient = async <T>(client: PgClientLike, use: () => Promise<T>): Promise<T> => {
  client.on?.('error', ignore);
  try {
    return await use();
  } finally {
    client.off?.('error', ignore);
  }
};
