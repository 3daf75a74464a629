import type { HttpLimits } from './http-handler-options.ts';
import type { HttpProblem } from './http-problem.ts';
import { fileOf, isForm, readForm } from './read-files.ts';
import { readJson } from './read-json.ts';
import type { Route } from './wire/route.ts';

/** The body as its route reads it; a file is read later, and `onBroken` hears why it could not be. */
export const readBody = async (
  request: Request,
  route: Route,
  query: Readonly<Record<string, unknown>>,
  limits: Required<HttpLimits>,
  onBroken: (problem: HttpProblem) => void,
): Promise<unknown> => {
  if (request.method === 'GET' || request.method === 'HEAD') return {};
  switch (route.body) {
    case 'file':
      return fileOf(request, query, limits.upload, onBroken);
    case 'files':
      return isForm(request)
        ? (await readForm(request, limits.upload)).files
        : fileOf(request, query, limits.upload, onBroken);
    case 'reply':
      return isForm(request) ? readForm(request, limits.upload) : readJson(request, limits.json);
    default:
      return readJson(request, limits.json);
  }
};
