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

/** Hundredths of an hour as hours with two decimals: `1.50`, in German `1,50`; nothing for zero. */
export const formatTimeSpent = (hundredths: number, language: Language): string => {
  if (hundredths === 0) return '';
  const text = `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
  return language === 'de' ? text.replace('.', ',') : text;
};
