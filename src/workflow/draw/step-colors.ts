import type { StepCategory } from '../../ticket/ticket-row.ts';

/** Colours of a step, each as `#rrggbb`. */
export interface StepColors {
  readonly fill: string;
  readonly border: string;
  readonly text: string;
}

const dark = '#111827';
const white = '#ffffff';

const byCategory: Readonly<Record<StepCategory | 'missing' | 'outside', StepColors>> = {
  new: { fill: '#dbeafe', border: '#1d4ed8', text: dark },
  open: { fill: '#fef3c7', border: '#b45309', text: dark },
  pending: { fill: '#ede9fe', border: '#6d28d9', text: dark },
  closed: { fill: '#dcfce7', border: '#15803d', text: dark },
  missing: { fill: white, border: '#b91c1c', text: '#b91c1c' },
  outside: { fill: '#f3f4f6', border: '#4b5563', text: dark },
};

/**
 * The border tells the category. The fill is the step's own colour where it has one in the form `#rgb` or `#rrggbb`, and then the
 * text is dark or white, whichever stands out more (WCAG 2.2, contrast ratio).
 */
export const stepColors = (category: StepCategory | 'outside' | null, color: string | undefined): StepColors => {
  const colors = byCategory[category ?? 'missing'];
  const fill = color === undefined ? null : hexColor(color);
  if (fill === null) return colors;
  const light = luminance(fill);
  const text = (light + 0.05) / (luminance(dark) + 0.05) >= 1.05 / (light + 0.05) ? dark : white;
  return { ...colors, fill, text };
};

const hexColor = (color: string): string | null => {
  const [, short, long] = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/.exec(color.trim().toLowerCase()) ?? [];
  if (short !== undefined) return `#${short.replace(/./g, '$&$&')}`;
  return long === undefined ? null : `#${long}`;
};

/** Relative luminance (WCAG 2.2, definition of terms). */
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
