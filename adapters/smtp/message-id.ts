/** True for a Message-ID in angle brackets, printable ASCII without white space, short enough for a line (RFC 5322, 3.6.4). */
export const isMessageId = (text: string): boolean => text.length <= 900 && /^<[!-;=?-~]+>$/.test(text);
