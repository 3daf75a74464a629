import { compile } from 'html-to-text';
import { shallowHtml } from './shallow-html.ts';

/** html-to-text walks recursively: some thousand levels overflow the stack. Browsers flatten at 512. */
const maxDepth = 1000;
const maxLength = 4 * 1024 * 1024;

const plainHeading = { options: { uppercase: false } };

/** Scripts, styles and images leave nothing behind; a link shows its target, as it may be what the mail is about. */
const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: maxLength, maxDepth },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true, linkBrackets: ['<', '>'] } },
    { selector: 'img', format: 'skip' },
    ...['head', 'noscript', 'object', 'svg', 'template'].map((selector) => ({ selector, format: 'skip' })),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...plainHeading })),
    { selector: 'table', options: { uppercaseHeaderCells: false } },
  ],
});

/** HTML as text. Of HTML that is absurdly long or deep the beginning. */
export const htmlText = (html: string): string => convert(shallowHtml(html.slice(0, maxLength), maxDepth));
