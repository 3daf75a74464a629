export { createHttpClient } from './create-http-client.ts';
export type { AgentClient, ClientDesk, Download, HttpClient, PortalClient } from './http-client.ts';
export type { HttpClientOptions } from './http-client-options.ts';
export { HttpError } from './http-error.ts';
