import { z } from 'zod';
import { agentBodies, portalBodies } from './bodies/agent-bodies.ts';
import { statusOf } from './http-codes.ts';
import { type Operation, operations } from './operations.ts';
import { type ParameterKind, readsJson } from './wire/route.ts';

type Json = Readonly<Record<string, unknown>>;

/** Describes everything that is served (OpenAPI 3.1). @param basePath Default: `/ticketwerk` */
export const openApi = (basePath = '/ticketwerk'): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) {
    const item = paths[operation.path] ?? {};
    item[operation.route.method.toLowerCase()] = describe(operation);
    paths[operation.path] = item;
  }
  return {
    openapi: '3.1.0',
    info: { title: 'ticketwerk', version: '1' },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    paths,
    components: { schemas: { Problem: problem } },
  };
};

const describe = (operation: Operation): Json => {
  const { name, side, path, route, preview } = operation;
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const asked = Object.entries(route.query ?? {}).map(([parameter, kind]) => ({
    name: parameter,
    in: 'query',
    required: parameter === 'name',
    ...kinds[kind],
  }));
  const headers = route.changes === true ? (side === 'agent' ? [key, match] : [key]) : [];
  const body = bodyOf(operation);
  return {
    operationId: `${side}.${name}`,
    tags: [side === 'portal' ? 'portal' : `agent ${name.replace(/^preview\./, '').split('.')[0]}`],
    parameters: [...named, ...asked, ...headers],
    ...(body === null ? {} : { requestBody: { content: body } }),
    responses: {
      [!preview && route.answers !== undefined ? (answered[route.answers] ?? '200') : '200']: {
        description: 'Done.',
        ...(preview ? json : contentOf(route.answers)),
      },
      default: {
        description: 'Refused.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
};

const bodyOf = ({ name, side, route }: Operation): Json | null => {
  const file = { '*/*': { schema: {} } };
  const form = (properties: Json) => ({ 'multipart/form-data': { schema: { type: 'object', properties } } });
  const files = { files: { type: 'array', items: { type: 'string', contentMediaType: '*/*' } } };
  if (route.body === 'file') return file;
  if (route.body === 'files') return { ...file, ...form(files) };
  const bodies: Readonly<Record<string, z.ZodObject>> = side === 'agent' ? agentBodies : portalBodies;
  const schema = bodies[name.replace(/^preview\./, '')];
  if (schema === undefined) {
    if (readsJson(route)) throw new Error(`The body of ${name} is not described.`);
    return null;
  }
  const described = { 'application/json': { schema: z.toJSONSchema(schema, { io: 'input' }) } };
  return route.body === 'reply' ? { ...described, ...form({ text: { type: 'string' }, ...files }) } : described;
};

const json = { content: { 'application/json': { schema: {} } } };
const answered: Readonly<Record<string, string>> = { created: '201', nothing: '204' };

const contentOf = (answers: string | undefined): Json => {
  if (answers === 'nothing') return {};
  return answers === 'document' || answers === 'mail' ? { content: { '*/*': { schema: {} } } } : json;
};

const kinds: Readonly<Record<ParameterKind, Json>> = {
  text: { schema: { type: 'string' } },
  number: { schema: { type: 'integer' } },
  flag: { schema: { type: 'boolean' } },
  list: { schema: { type: 'array', items: { type: 'string' } }, explode: false },
  json: { content: { 'application/json': { schema: {} } } },
};

const key = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Sending the same request again with the same key has no second effect.',
  schema: { type: 'string', maxLength: 255 },
};

const match = {
  name: 'If-Match',
  in: 'header',
  description: 'The ETag of what was looked at; 412 if it has changed since.',
  schema: { type: 'string' },
};

const issue = {
  type: 'object',
  required: ['path', 'code', 'message'],
  properties: {
    path: { type: 'array', items: { type: ['string', 'integer'] } },
    code: { type: 'string' },
    message: { type: 'string' },
    params: { type: 'object' },
  },
};

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'issues', 'data'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(statusOf) },
    detail: { type: 'string' },
    issues: { type: 'array', items: issue },
    data: { type: 'object' },
  },
};
