import type { z } from 'zod';
import { requireUnlocked } from '../../ticket/closed-lock.ts';
import { additionReaders } from './addition-readers.ts';
import { onTicket } from './on-ticket.ts';
import { type PortalFileValues, planPortalFiles, portalFile, portalFiles } from './portal-files.ts';

const uploadCommand = <Values>(
  values: z.ZodType<Values>,
  filesOf: (values: Values) => readonly PortalFileValues[],
  pathOf: (index: number) => readonly (string | number)[],
) =>
  onTicket<Values>({
    name: 'portal.upload',
    values,
    repeats: true,
    details: ['documents'],
    people: (_values, ticket, _actor, configuration) => additionReaders(ticket, configuration),
    decide: (given, { ticket, area }, facts) => {
      const unlocked = requireUnlocked(ticket, area, new Set());
      return unlocked.ok ? planPortalFiles(filesOf(given), area, facts, pathOf) : unlocked;
    },
  });

/** A requester uploads a file to his ticket, of which the responsible hears. */
export const portalUploadCommand = uploadCommand<PortalFileValues>(
  portalFile,
  (file) => [file],
  () => [],
);

/** The same with several files, of which the responsible hears once. */
export const portalUploadsCommand = uploadCommand<readonly PortalFileValues[]>(
  portalFiles,
  (files) => files,
  (index) => [index],
);
