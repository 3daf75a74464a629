import { customAlphabet } from 'nanoid';
import type { IdSource } from './id-source.ts';

const random = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 16);

/** Nine characters of time in base 36 (good until the year 5188), then 82 random bits; the default. */
export const randomIds: IdSource = {
  next: (now) => now.getTime().toString(36).padStart(9, '0') + random(),
};
