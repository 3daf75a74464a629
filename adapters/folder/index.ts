export { createFolderMailSource, type FolderMailSourceOptions } from './create-folder-mail-source.ts';
