export { createHttpHandler, type HttpHandler } from './create-http-handler.ts';
export { type HttpCode, httpCodes } from './http-codes.ts';
export type { HttpCall, HttpHandlerOptions, HttpLimits } from './http-handler-options.ts';
export type { Identity, ServedDesk } from './identity.ts';
export { openApi } from './open-api.ts';
