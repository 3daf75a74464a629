import { z } from 'zod';

/** A moment as ISO 8601 in UTC with milliseconds: `2026-01-02T03:04:05.678Z`. Sorts as text. */
export type Instant = string;

export const toInstant = (date: Date): Instant => date.toISOString();

/** A Date, or an ISO 8601 text that names its zone. Text without a zone means different moments on different machines. */
export const instantInput = z
  .union([z.date(), z.iso.datetime({ offset: true })], {
    error: 'Give a Date or an ISO 8601 text with its zone, such as 2026-01-02T03:04:05Z.',
  })
  .transform((value) => toInstant(new Date(value)));
