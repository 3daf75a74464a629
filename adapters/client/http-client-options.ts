/** How a client reaches its desk. */
export interface HttpClientOptions {
  /** Where the handler is mounted, such as `https://crm.example.com/ticketwerk`. In a browser a path is enough. */
  readonly url: string;
  /** Headers of every request, such as `Authorization`. Default: none. */
  readonly headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Default: the `fetch` of the platform, which sends cookies to its own site. */
  readonly fetch?: (request: Request) => Promise<Response>;
}
