import type { Language } from '../text/language.ts';
import type { Area } from './area.ts';
import { resolveDocumentSettings } from './document-settings.ts';
import { parseNumberFormat } from './number-format.ts';
import type { ResolvedArea } from './resolved-area.ts';
import { shippedTexts } from './shipped-texts.ts';
import { type TemplateKind, templateKinds } from './template-texts.ts';

/** Fills in every default of an area. */
export const resolveArea = (
  area: Area,
  desk: { readonly timeZone: string; readonly language: Language },
): ResolvedArea => {
  const { settings } = area;
  const timeZone = settings.timeZone ?? desk.timeZone;
  return {
    id: area.id,
    name: settings.name,
    active: settings.active ?? true,
    mode: area.mode,
    number: parseNumberFormat(settings.number?.format ?? '{areaKey}-{yyyy}-{count:5}', {
      areaKey: settings.key ?? area.id.toUpperCase(),
      start: settings.number?.start ?? 1,
      reset: settings.number?.reset ?? 'year',
      timeZone,
      block: settings.number?.block ?? 1,
      gapless: settings.number?.gapless ?? false,
    }),
    subjectMarker: settings.subjectMarker ?? '[#{number}]',
    fields: settings.fields ?? {},
    required: settings.required ?? ['description', 'requester.name', 'requester.email'],
    timeZone,
    language: settings.language ?? desk.language,
    portal: settings.portal === undefined ? null : { scope: 'contact', exchangeFolder: 'Upload', ...settings.portal },
    documents: resolveDocumentSettings(settings.documents),
    closeMail: settings.closeMail ?? 'draft',
    onlyUncommunicated: settings.interim?.onlyUncommunicated ?? false,
    handOver: settings.handOver ?? 'ask',
    lockClosed: settings.lockClosed ?? true,
    closed: {
      portal: settings.closed?.portal ?? 'refuse',
      reopenBy: settings.closed?.reopenBy ?? null,
      reopenDays: settings.closed?.reopenDays ?? null,
    },
    futureHours: settings.futureHours ?? 24,
    notifyConcerned: settings.notifyConcerned ?? false,
    maxTimerHours: settings.maxTimerHours ?? 12,
    stripReplyPrefixes: settings.mail?.stripReplyPrefixes ?? false,
    workflows: new Map(area.workflows.map((workflow) => [workflow.id, workflow.definition])),
    workflowVersions: new Map(area.workflows.map(({ id }) => [id, 1])),
    published: new Map(),
    former: new Map(),
    workflowSelection: area.workflowSelection,
    templates: Object.fromEntries(
      templateKinds.map((kind) => [kind, { ...shippedTexts[kind], ...settings.templates?.[kind] }]),
    ) as Record<TemplateKind, Record<Language, { subject: string; body: string }>>,
  };
};
