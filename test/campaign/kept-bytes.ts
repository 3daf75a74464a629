import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';

/** Bytes in the files of a folder, whatever their names. */
export const bytesInFolder = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
};

/** Bytes in the pieces of all blobs of a schema. */
export const bytesInPieces = async (pool: pg.Pool, schema: string): Promise<number> => {
  const { rows } = await pool.query<{ bytes: string }>(
    `select coalesce(sum(octet_length(bytes)), 0)::text as bytes from ${schema}.blob_pieces`,
  );
  return Number(rows[0]?.bytes);
};
