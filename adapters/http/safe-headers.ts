/** Of every answer: nothing is cached by anybody but who asked, nothing is sniffed, framed or read by other sites. */
export const safeHeaders = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  vary: 'Authorization, Cookie, Origin',
} as const;
