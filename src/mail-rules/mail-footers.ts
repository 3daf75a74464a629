/** Nothing but marks, such as `-----`, `***` or the dot of a mail tracker. */
export const isDelimiter = (line: string): boolean => /^[\s\-–—_*#~=+.ᐧ>|]*$/.test(line);

/** Where a signature begins (RFC 3676, section 4.3); many leave the space out. */
export const isSignatureMark = (line: string): boolean => /^(?:--|—)\s*$/.test(line);

const device =
  'i ?phone|i ?pad|i ?pod|android|blackberry|samsung|galaxy|htc|huawei|xiaomi|nokia|lumia|windows|outlook|mail|mailbox|airmail|yahoo|gmail|mobile|mobil|mobilger\\S*|smartphone|handy|tablet|phone|cell|ti-85|alcatel|proton|spark|t-mobile|verizon|at&t|k-9|web\\.de|gmx|mac|device|telefon|ios|ipad|samsung-\\S*';
/** What a footer may go on with; a sentence of a person has more to say. */
const rest = '[^.,;:!?]{0,60}';
const excuse = '(?:[.,]?\\s*(?:please |bitte )?(?:excuse|entschuldig).{0,60})?';
const deviceWord = `(?:${device})(?![\\p{L}])`;
const footers = [
  `sent (?:from|via|with|using|by) ${rest}${deviceWord}${rest}${excuse}`,
  `from my ${deviceWord}${rest}`,
  `get outlook for ${rest}`,
  `(?:diese (?:nachricht|e-?mail) wurde )?(?:von|mit) mein\\p{L}{0,2} ${rest}${deviceWord}${rest} (?:gesendet|versendet|geschickt)`,
  `gesendet (?:mit|von|aus) ${rest}${deviceWord}${rest}`,
  `envoyé (?:depuis|de|à partir de) mon ${rest}`,
  `enviado (?:desde mi|do meu) ${rest}`,
  `inviato da(?:l mio)? ${rest}${deviceWord}${rest}`,
  `(?:verzonden|verstuurd) (?:vanaf|met|via|van) ${rest}${deviceWord}${rest}`,
  `(?:skickat från min|sendt fra min) ${rest}`,
  `從我的 ${rest} 傳送`,
  `отправлено с ${rest}`,
].map((footer) => new RegExp(`^[^\\p{L}]*${footer}[.!]?[^\\p{L}]*$`, 'iu'));

/** A line that a device or a mail program puts below what somebody wrote. */
export const isDeviceLine = (line: string): boolean => {
  if (line.length > 400) return false;
  const text = line
    .replace(/[(<]?https?:\/\/[^\s)>]*[)>]?/g, ' ')
    .replace(/[[\]]/g, '')
    .trim();
  return footers.some((footer) => footer.test(text));
};
