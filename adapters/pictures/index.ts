export { drawPicture, type PictureFormat, pictureFormats } from './draw-picture.ts';
export { drawSvg, type SvgOptions } from './draw-svg.ts';
export type { SvgTheme } from './svg-theme.ts';
