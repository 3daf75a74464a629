import { HttpProblem } from './http-problem.ts';

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a browser sends for another site. Browsers name the origin of everything but GET and HEAD; who sends none is none.
 */
export const checkOrigin = (request: Request, origins: readonly string[]): void => {
  if (safe.has(request.method)) return;
  const origin = request.headers.get('origin');
  const isOwn =
    origin === null
      ? request.headers.get('sec-fetch-site') !== 'cross-site'
      : origins.includes(origin) || (origins.length === 0 && hostOf(origin) === hostOf(request.url));
  if (!isOwn) throw new HttpProblem('foreign_origin', `Requests from ${origin ?? 'other sites'} change nothing here.`);
};

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null);
