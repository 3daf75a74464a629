import { operatorsOf } from './field-type.ts';

const self = { $ref: '#/$defs/condition' };
const scalar = { type: ['string', 'number', 'boolean', 'null'] };
const operand = {
  anyOf: [
    scalar,
    { type: 'array', items: { type: ['string', 'number', 'boolean'] }, maxItems: 200 },
    {
      type: 'object',
      properties: { actor: { const: true } },
      required: ['actor'],
      additionalProperties: false,
    },
  ],
};
const joint = (key: string, inner: object) => ({
  type: 'object',
  properties: { [key]: inner },
  required: [key],
  additionalProperties: false,
});

/** Conditions as JSON Schema, to stand at `#/$defs/condition`. Which operators and values fit a field depends on the area, so it is not said here. */
export const conditionJsonSchema = {
  anyOf: [
    joint('all', { type: 'array', items: self }),
    joint('any', { type: 'array', items: self }),
    joint('not', self),
    {
      type: 'object',
      properties: {
        field: { type: 'string' },
        ...Object.fromEntries([...new Set(Object.values(operatorsOf).flat())].map((one) => [one, operand])),
      },
      required: ['field'],
      additionalProperties: false,
      minProperties: 2,
      maxProperties: 2,
    },
  ],
} as const;
