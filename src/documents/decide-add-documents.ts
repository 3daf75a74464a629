import { isExchangeFolder } from '../area/exchange-folder.ts';
import type { ResolvedArea } from '../area/resolved-area.ts';
import { accept, type Decided, type Issue, refuseInput } from '../refusal/refusal.ts';
import { cleanFileName, fileNameProblem } from '../text/file-name.ts';
import { chosenMediaType, parseMediaType } from '../text/media-type.ts';
import type { Actor } from '../ticket/actor.ts';
import type { Document } from '../ticket/document.ts';
import type { Instant } from '../ticket/instant.ts';
import type { EventData, NewEvent } from '../ticket/ticket-event.ts';
import type { Warning } from '../ticket/warning.ts';
import { folderPath } from './folder-path.ts';
import { freeName } from './free-name.ts';
import { typeProblem } from './type-problem.ts';

/** A file that is to become a document. */
export interface NewFile {
  readonly name: string;
  readonly folder: string;
  readonly mediaType: string | undefined;
  /** How many bytes it has, where that is known. */
  readonly size: number | null;
  /** Where it stands in the input. */
  readonly path: readonly (string | number)[];
  /** What the blob store says of it; null: it is not stored yet. */
  readonly stored: Pick<Document, 'id' | 'blob' | 'size' | 'sha256'> | null;
}

export interface AddDocumentsFacts {
  readonly documents: readonly Document[];
  readonly area: ResolvedArea;
  readonly actor: Actor;
  readonly now: Instant;
}

export interface AddedDocuments {
  readonly events: readonly (NewEvent & { readonly type: 'document.added' })[];
  readonly warnings: readonly Warning[];
}

/** Decides new documents of a ticket, several at once or none. A name that is there already gets a number. */
export const decideAddDocuments = (files: readonly NewFile[], facts: AddDocumentsFacts): Decided<AddedDocuments> => {
  const issues: Issue[] = [];
  const warnings: Warning[] = [];
  const added: EventData<'document.added'>[] = [];
  for (const file of files) {
    const there = [...facts.documents, ...added.map(({ document }) => document)];
    const name = cleanFileName(file.name);
    const declared = file.mediaType === undefined ? null : parseMediaType(file.mediaType);
    const folder = folderPath(file.folder, there, [...file.path, 'folder']);
    const problems = [...fileProblems(file, name, declared, facts.area), ...(folder.ok ? [] : folder.refusal.issues)];
    issues.push(...problems);
    if (!folder.ok || problems.length > 0) continue;
    const free = freeName(name, folder.value, there);
    if (free !== name) warnings.push(renamed(name, free));
    added.push({
      document: {
        ...(file.stored ?? { id: '', blob: '', size: file.size ?? 0, sha256: '' }),
        folder: folder.value,
        name: free,
        mediaType: chosenMediaType(name, declared),
        addedBy: facts.actor,
        addedAt: facts.now,
        source: null,
      },
      shared: isExchangeFolder(folder.value, facts.area),
    });
  }
  if (issues.length > 0) return refuseInput(issues);
  return accept({ events: added.map((data) => ({ type: 'document.added', data })), warnings });
};

const fileProblems = (file: NewFile, name: string, declared: string | null, area: ResolvedArea): readonly Issue[] => {
  const nameProblem = fileNameProblem(name);
  const badType = file.mediaType !== undefined && declared === null;
  const unwanted = nameProblem === null && !badType ? typeProblem(name, declared, area.documents) : null;
  const size = file.stored?.size ?? file.size;
  return [
    ...(nameProblem === null ? [] : [{ path: [...file.path, 'name'], ...nameProblem }]),
    ...(unwanted === null ? [] : [{ path: [...file.path, 'name'], ...unwanted }]),
    ...(badType
      ? [
          {
            path: [...file.path, 'mediaType'],
            code: 'bad_media_type',
            message: 'A media type looks like application/pdf; leave it out where it is not known.',
          },
        ]
      : []),
    ...(size === null ? [] : sizeProblems(size, area.documents.maxBytes, file.path)),
  ];
};

/** Problems of a file of this size: it is empty, or larger than the area allows. */
export const sizeProblems = (size: number, maximum: number, path: readonly (string | number)[]): readonly Issue[] => {
  const at = [...path, 'content'];
  if (size === 0) return [{ path: at, code: 'empty', message: 'The file is empty.' }];
  return size > maximum
    ? [{ path: at, code: 'too_large', message: `A file has at most ${maximum} bytes here.`, params: { maximum } }]
    : [];
};

const renamed = (name: string, free: string): Warning => ({
  code: 'document_renamed',
  message: `There is a document "${name}" already; this one is called "${free}".`,
  params: { from: name, to: free },
});
