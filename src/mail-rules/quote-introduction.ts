/** Words with which mail programs say that somebody wrote something, at the beginning and at the end of a line. */
const begins =
  'on|at|am|den|le|el|il|em|op|på|dne|dnia|w dniu|vào|tarihinde|в|pada|il giorno|em qua|dana|kl|ons|mån|tis|tors|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun';
const wrote =
  'wrote|writes|schrieb|schrieben|geschrieben|a écrit|écrit|escribió|ha scritto|scrive|escreveu|schreef|geschreven|skrev|napsal\\(a\\)|napsal|napisał|napisał\\(a\\)|napísal|yazdı|пише|написал|написала|пишет|írta|kirjoitti|scris|wrote the following|said|geantwoord|đã viết|menulis|写道|写道';
/** The address, then the verb: `Bob <bob@x.example> schrieb am …:`. */
const author = `.{0,200}[<(\\[][^<>]{0,120}@[^<>]{0,120}[>)\\]]+\\s*(?:${wrote})(?![\\p{L}])`;
const authored = new RegExp(author, 'iu');
const introduced = new RegExp(
  `^[-\\s]*(?:(?:${begins})(?![\\p{L}]).*(?<![\\p{L}])(?:${wrote})(?![\\p{L}])[^:：]{0,200}(?:mailto:[^:：]{0,200})?[:：]?|${author}.*[:：])[-\\s]*$`,
  'iu',
);
/** Gmail in languages that name no verb. */
const named = /\d{1,2}[:.h]\d{2}.*<[^<>]{0,120}@[^<>]{0,120}>\s*[:：]\s*$/iu;
const stamped = /^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} GMT[+-]\d{1,2}:\d{2} \S/;
/** With what an introduction of several lines begins. */
const dated = new RegExp(`^[-\\s]*(?:(?:${begins})(?![\\p{L}]).*\\d|\\d{1,4}[-./\\s]\\s?[\\p{L}\\d])`, 'iu');
const address = /[^\s@<>]@[^\s@<>]+\.[^\s@<>]|mailto:/;
const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/;
const time = /(?<!\d)\d{1,2}\s?[:.h]\s?\d{2}(?!\d)/;

/** Programs break the line where they like. */
const mostLines = 6;
const longest = 500;

/** Where the lines begin that say who wrote what follows. */
export interface QuoteIntroduction {
  readonly from: number;
  /** The first line behind. */
  readonly to: number;
}

/**
 * Tells whether a line says that somebody wrote what follows: `On … wrote:`, `Am … schrieb …:`. `quoted`: a quotation follows, so
 * less is asked of the line; a person may write such a sentence too.
 */
export const introductionAt = (
  lines: readonly string[],
  from: number,
  quoted: (line: number) => boolean,
): QuoteIntroduction | null => {
  const first = (lines[from] ?? '').trim();
  if (first === '' || first.startsWith('>')) return null;
  const most = dated.test(first) || authored.test(first) ? mostLines : 1;
  let joined = '';
  for (let at = from; at < lines.length && at < from + most; at += 1) {
    const line = (lines[at] ?? '').trim();
    const next = (lines[at + 1] ?? '').trim();
    if (at > from && dated.test(line)) return null;
    if (line === '' && !next.startsWith('<')) return null;
    joined = `${joined} ${line}`.trim();
    if (joined.length > longest) return null;
    if (isIntroduction(joined, quoted(at + 1))) return { from, to: at + 1 };
  }
  return null;
};

const isIntroduction = (text: string, quoted: boolean): boolean => {
  if (stamped.test(text)) return true;
  if (named.test(text)) return true;
  if (!introduced.test(text)) return false;
  if (!/\d/.test(text)) return quoted && address.test(text);
  return address.test(text) || (year.test(text) && time.test(text)) || (quoted && /[:：][-\s]*$/.test(text));
};
