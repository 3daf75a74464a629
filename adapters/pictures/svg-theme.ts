/** Colours of everything but the steps, which have their own. */
export interface SvgColors {
  readonly ground: string;
  readonly line: string;
  readonly taken: string;
  readonly text: string;
}

/** Which colours a picture has. */
export type SvgTheme = 'auto' | 'light' | 'dark';

const light: SvgColors = { ground: '#ffffff', line: '#6b7280', taken: '#1d4ed8', text: '#111827' };
const dark: SvgColors = { ground: '#0d1117', line: '#9ca3af', taken: '#93c5fd', text: '#e5e7eb' };

export const colorsOf = (theme: SvgTheme): SvgColors => (theme === 'dark' ? dark : light);

/** For a reader who prefers a dark screen. The class keeps it from the page that the picture may be part of. */
export const darkRules = `@media (prefers-color-scheme: dark) {
.ticketwerk-workflow .ground { fill: ${dark.ground}; stroke: ${dark.ground} }
.ticketwerk-workflow .line { stroke: ${dark.line} }
.ticketwerk-workflow .tip { fill: ${dark.line} }
.ticketwerk-workflow .taken .line { stroke: ${dark.taken} }
.ticketwerk-workflow .taken .tip { fill: ${dark.taken} }
.ticketwerk-workflow .label { fill: ${dark.text}; stroke: ${dark.ground} }
}`;
