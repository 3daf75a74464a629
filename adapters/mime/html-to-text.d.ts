// The package comes without types; this is the part that is used.
declare module 'html-to-text' {
  interface Selector {
    readonly selector: string;
    readonly format?: string;
    readonly options?: Readonly<Record<string, unknown>>;
  }
  export const compile: (options: {
    readonly wordwrap: false;
    readonly limits: { readonly maxInputLength: number; readonly maxDepth: number };
    readonly selectors: readonly Selector[];
  }) => (html: string) => string;
}
