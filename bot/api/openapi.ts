/** The API's description (OpenAPI 3.1), made from the very routes and schemas that it is served by. */
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { json, type Route, route } from './route.ts';
import { ROOT } from './serve.ts';

type Json = Record<string, unknown>;

/** What any route with a key may answer. */
const ALWAYS = [401, 429, 503];

export function openApiOf(
  routes: readonly Route[],
  { company, publicUrl }: { company: string; publicUrl: string },
): Json {
  const paths: Record<string, Json> = {};
  for (const of of routes) paths[of.path] = { ...paths[of.path], [of.method]: operationOf(of) };
  return {
    openapi: '3.1.0',
    info: {
      title: `${company} support desk`,
      version: '1',
      description: 'Cases, returns and shipped units. Errors are problem details (RFC 9457): go by their type.',
    },
    servers: [{ url: publicUrl + ROOT }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: PROBLEM },
    },
  };
}

/** The description as a route of its own, which needs no key: there is nothing in it that is not public. */
export function openApiRoute(describe: () => Json): Route {
  return route({
    method: 'get',
    path: '/openapi.json',
    summary: 'This description',
    open: true,
    gives: { status: 200, what: 'OpenAPI 3.1' },
    refuses: [],
    run: async () => json(200, describe()),
  });
}

function operationOf({
  method,
  path,
  summary,
  description,
  open,
  query,
  body,
  idempotency,
  gives,
  refuses,
}: Route): Json {
  const statuses = [...new Set([...(query ? [400] : []), ...refuses, ...(open ? [] : ALWAYS)])].sort();
  return {
    operationId: method + path.replace(/[/{}]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, ''),
    summary,
    ...(description !== undefined && { description }),
    ...(open && { security: [] }),
    parameters: [...pathParameters(path), ...queryParameters(query), ...headerParameters(idempotency)],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      [gives.status]: {
        description: gives.what,
        ...(gives.schema && { content: { 'application/json': { schema: schemaOf(gives.schema, 'output') } } }),
      },
      ...Object.fromEntries(statuses.map(status => [status, refusal(status)])),
    },
  };
}

function refusal(status: number): Json {
  const description = STATUS_CODES[status] ?? '';
  if (status === 304) return { description };
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    return { name, in: 'path', required: true, schema: { type: 'string' } };
  });
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => {
    return { name, in: 'query', required: required.includes(name), schema };
  });
}

function headerParameters(idempotency: Route['idempotency']): Json[] {
  if (!idempotency) return [];
  const description = 'The same again gets the same answer, and does nothing.';
  const schema = { type: 'string', pattern: '^[\\w-]{1,100}$' };
  return [{ name: 'Idempotency-Key', in: 'header', required: idempotency === 'required', description, schema }];
}

/** JSON Schema 2020-12, as OpenAPI 3.1 has it; dates cross as text. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
      // What a transform makes of it is the desk's own; what is sent is a text.
      if (zodSchema._zod.def.type === 'transform') Object.assign(jsonSchema, {});
    },
  });
  const { $schema: _, ...rest } = made;
  return rest;
}

const PROBLEM: Json = {
  type: 'object',
  required: ['status', 'title'],
  properties: {
    type: { type: 'string', description: 'urn:caseline:…, stable' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'for people' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};
