/**
 * The Date of a mail, or null if it cannot be read. Without a zone it is taken as UTC: the zone of the machine that happens to
 * parse the mail must not change the outcome.
 */
export const mailDate = (header: string | null): Date | null => {
  if (header === null) return null;
  const text = header.replace(/\([^()]*\)/g, ' ').trim();
  const hasZone = /(?:[+-]\d{2}:?\d{2}|[A-Z]{1,4})$/.test(text);
  const date = new Date(hasZone ? text : `${text} UTC`);
  const year = date.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? date : null;
};
