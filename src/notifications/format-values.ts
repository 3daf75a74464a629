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
