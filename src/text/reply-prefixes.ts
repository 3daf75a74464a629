/** What mail programs write in front of a subject, by languages; `R` and `I` are Italian, `TR` French, `SV` and `VB` Swedish. */
const replies = 're|aw|antw|antwort|sv|vs|odp|ynt|rif|r|res|回复|答复|回覆|返信';
const forwards = 'fwd?|wg|tr|rv|enc|vb|vl|pd|doorst|ilt|i|转发|轉寄|転送';
/** Some count: `Re[2]:`, `AW(3):`, `RE^2:`. */
const prefix = new RegExp(
  `^\\s*(?:(${replies})|(?:${forwards}))\\s*(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\)|\\^\\d{1,3})?\\s*[:：]\\s*`,
  'iu',
);
const most = 100;

/** A subject taken apart. */
export interface PrefixedSubject {
  /** Without them. */
  readonly rest: string;
  /** From the outermost one on. */
  readonly prefixes: readonly ('reply' | 'forward')[];
}

/** Takes off what replies and forwards have put in front of a subject, in the languages that are spoken by mail programs. */
export const splitReplyPrefixes = (subject: string): PrefixedSubject => {
  const prefixes: PrefixedSubject['prefixes'][number][] = [];
  let rest = subject;
  for (let match = prefix.exec(rest); match !== null && prefixes.length < most; match = prefix.exec(rest)) {
    prefixes.push(match[1] === undefined ? 'forward' : 'reply');
    rest = rest.slice(match[0].length);
  }
  return { rest, prefixes };
};
