import { permissionWords } from '../ticket/permission-words.ts';
import type { TransitionDefinition } from '../workflow/definition.ts';
import type { ResolvedArea } from './resolved-area.ts';

/** Every permission word that means something in an area: the engine's own, and those its transitions name. */
export const areaWords = (area: ResolvedArea): readonly string[] => [
  ...new Set([
    ...permissionWords,
    ...[...area.workflows.values()].flatMap((workflow) => workflow.transitions.flatMap(wordsOfTransition)),
  ]),
];

const wordsOfTransition = ({
  permission,
  permissionFromClosed,
  responsible,
}: TransitionDefinition): readonly string[] => [
  permission,
  ...(permissionFromClosed === undefined ? [] : [permissionFromClosed]),
  ...(typeof responsible === 'string' || responsible.among === undefined ? [] : [responsible.among.permission]),
];
