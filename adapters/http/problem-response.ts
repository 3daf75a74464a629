import { isRefused, type RefusalCode } from '../../src/index.ts';
import { type HttpCode, meaningOf, statusOf } from './http-codes.ts';
import { HttpProblem } from './http-problem.ts';
import { safeHeaders } from './safe-headers.ts';

/** Where the failure happened. */
interface Place {
  readonly basePath: string;
  /** The request named a version with `If-Match`. */
  readonly conditional: boolean;
}

/** What was refused or broke, as a problem (RFC 9457). Of what nobody expected it says nothing but that. */
export const problemResponse = (error: unknown, { basePath, conditional }: Place): Response => {
  const { code, detail, issues, data, headers } = read(error);
  // RFC 9110, section 13.1.1: a version that is not the present one fails the precondition.
  const status = code === 'conflict' && conditional ? 412 : statusOf[code];
  const body = { type: `${basePath}/problems/${code}`, title: meaningOf[code], status, code, detail, issues, data };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...safeHeaders, 'content-type': 'application/problem+json', ...headers },
  });
};

const read = (error: unknown) => {
  if (isRefused(error)) {
    return {
      code: error.code as RefusalCode | HttpCode,
      detail: error.message,
      issues: error.issues,
      data: error.data,
      headers: error.code === 'store_failed' ? { 'retry-after': '5' } : {},
    };
  }
  if (error instanceof HttpProblem) {
    return { code: error.code, detail: error.message, issues: error.issues, data: {}, headers: error.headers };
  }
  return { code: 'internal' as const, detail: meaningOf.internal, issues: [], data: {}, headers: {} };
};
