export { createMimeParser, type MimeParserOptions } from './create-mime-parser.ts';
