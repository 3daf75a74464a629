import { permissionWords } from '../ticket/permission-words.ts';
import type { ResolvedArea } from './resolved-area.ts';

/** Every permission word that means something in an area: the engine's own, and those its transitions name. */
export const areaWords = (area: ResolvedArea): readonly string[] => [
  ...new Set([
    ...permissionWords,
    ...[...area.workflows.values()].flatMap((workflow) =>
      workflow.transitions.flatMap((one) => [one.permission, one.permissionFromClosed ?? one.permission]),
    ),
  ]),
];
