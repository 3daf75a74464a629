export { createFileBlobStore, type FileBlobStoreOptions } from './create-file-blob-store.ts';
