import type { z } from 'zod';
import { accept } from '../../refusal/refusal.ts';
import { toInstant } from '../../ticket/instant.ts';
import { decideAddition } from '../../workflow/decide-addition.ts';
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
      const opened = decideAddition(ticket, area, { people: facts.people, now: toInstant(facts.now) });
      if (!opened.ok) return opened;
      const files = planPortalFiles(filesOf(given), area, facts, pathOf);
      return files.ok ? accept({ ...files.value, events: [...opened.value, ...files.value.events] }) : files;
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
