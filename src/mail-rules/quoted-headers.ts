/** Names of headers as mail programs repeat them above a quotation, by languages. */
const labels = {
  from: 'from|von|de|da|van|från|fra|od|от|od kogo|lähettäjä|feladó|kimden|gönderen|发件人|寄件者|差出人|보낸 사람|expéditeur|remitente|mittente|afzender',
  date: 'sent|date|gesendet|datum|envoyé|enviado|enviada em|enviado el|enviado em|fecha|inviato|data|verzonden|skickat|sendt|dato|wysłano|odesláno|дата|отправлено|надіслано|lähetetty|küldve|tarih|发送时间|寄件日期|送信日時|보낸 날짜|le',
  subject:
    'subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|předmět|тема|aihe|tárgy|konu|主题|主旨|件名|제목|betrifft',
} as const;
const label = (names: string): RegExp => new RegExp(`^[\\s>*_]*(?:${names})[\\s*_]*[:：]`, 'iu');
const patterns = { from: label(labels.from), date: label(labels.date), subject: label(labels.subject) };
const anyLabel = /^[\s>*_]*[\p{L}][\p{L}\s'’-]{0,30}[\s*_]*[:：]/u;

/** Folded values, and a line more for recipients. */
const mostLines = 14;

/**
 * The line behind a block of headers that begins here, or null. Sender, date and subject have to be among them: people write `From:` and
 * `To:` of journeys.
 */
export const headersEndAt = (lines: readonly string[], from: number): number | null => {
  if (
    !patterns.from.test(lines[from] ?? '') &&
    !patterns.date.test(lines[from] ?? '') &&
    !patterns.subject.test(lines[from] ?? '')
  )
    return null;
  const found = new Set<string>();
  let end = from;
  let blank = 0;
  for (let at = from; at < lines.length && at < from + mostLines; at += 1) {
    const line = lines[at] ?? '';
    const kind = (['from', 'date', 'subject'] as const).find((one) => !found.has(one) && patterns[one].test(line));
    if (kind !== undefined) found.add(kind);
    else if (line.replace(/[>\s]/g, '') === '') {
      blank += 1;
      if (blank > 1 || found.size === 3) break;
      continue;
    } else if (blank > 0 && !anyLabel.test(line)) break;
    blank = 0;
    end = at + 1;
  }
  return found.size === 3 ? end : null;
};

const separators =
  'original message|original appointment|forwarded message|forwarded by .*|reply message|ursprüngliche nachricht|originalnachricht|original-nachricht|weitergeleitete nachricht|urspr\\. nachricht|message d.origine|message original|message transféré|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|mensagem original|mensagem encaminhada|oorspronkelijk bericht|originele bericht|doorgestuurd bericht|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|původní zpráva|исходное сообщение|пересылаемое сообщение|original mail';
const separator = new RegExp(`^[\\s>]*[-–—_*=]{2,}\\s*(?:${separators})\\s*[-–—_*=]{2,}\\s*$`, 'iu');
const begun =
  /^[\s>]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:réexpédié|transféré)|inizio messaggio inoltrato|inicio del mensaje reenviado)\s*:\s*$/iu;
const above =
  /^\W*(?:please )?(?:type your reply|reply|antworten sie|bitte antworten sie) (?:above|oberhalb|über) (?:this|dieser) (?:line|zeile)\W*$/iu;

/** A line that mail programs put between what is new and what is old. */
export const isSeparator = (line: string): boolean => separator.test(line) || begun.test(line) || above.test(line);
