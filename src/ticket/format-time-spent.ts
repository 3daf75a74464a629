import type { Language } from '../text/language.ts';

/**
 * Hundredths of an hour as hours with two decimals: `1.50`, in German `1,50`. `parseTimeSpent` reads it back.
 *
 * @example
 * ```ts
 * import { formatTimeSpent, hours } from 'ticketwerk';
 *
 * console.log(formatTimeSpent(hours(1.5), 'de')); // 1,50
 * ```
 */
export const formatTimeSpent = (hundredths: number, language: Language): string => {
  const text = `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
  return language === 'de' ? text.replace('.', ',') : text;
};
