/** Where and as whom to connect. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
}

/**
 * Reads the url of a mail server; null if it is none.
 *
 * nodemailer could do it, but it takes any of its options out of the query, `disableFileAccess=false` and `logger=true`
 * (which prints to the console) among them. A url is often configuration text, so a query or a path is an error here.
 */
export const parseSmtpUrl = (text: string): SmtpServer | null => {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return null;
  if (hostname === '' || search !== '' || hash !== '' || (pathname !== '' && pathname !== '/')) return null;
  const secure = protocol === 'smtps:';
  try {
    const auth = username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) || (secure ? 465 : 587), secure, auth };
  } catch {
    return null;
  }
};
