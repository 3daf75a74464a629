import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import type { Language } from '../text/language.ts';

const datePattern = { en: 'yyyy-MM-dd', de: 'dd.MM.yyyy' } as const;

/** A day as people write it in a mail. */
export const formatDay = (instant: string, language: Language, timeZone: string): string =>
  format(new TZDate(instant, timeZone), datePattern[language]);

/** A day and a time of day as people write them in a mail. */
export const formatMoment = (instant: string, language: Language, timeZone: string): string =>
  format(new TZDate(instant, timeZone), `${datePattern[language]} HH:mm`);

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A number of bytes as people read it, in whole units: `312 KiB`. */
export const formatSize = (bytes: number): string => {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Math.ceil(bytes / 1024 ** power)} ${units[power]}`;
};
