import { canonicalJson } from '../../text/canonical-json.ts';
import type { WorkflowDefinition } from '../definition.ts';

/** What a definition makes of tickets, as a text: two that differ only in what people read have the same. */
export const structureOf = ({ initial, steps, transitions }: WorkflowDefinition): string =>
  canonicalJson({
    initial,
    steps: steps.map(
      ({ name: _, color: _color, publicLabel: _label, description: _text, meta: _meta, ...step }) => step,
    ),
    transitions: transitions.map(
      ({ name: _, message: _message, description: _text, confirm: _confirm, meta: _meta, ...transition }) => transition,
    ),
  });
