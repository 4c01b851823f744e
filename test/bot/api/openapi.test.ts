import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type ApiWorld, createApiWorld, issuedRma } from './api-world.ts';

interface Operation {
  operationId: string;
  security?: unknown[];
  parameters: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

describe('the description of the API', () => {
  let api: ApiWorld;
  let document: { paths: Record<string, Record<string, Operation>>; components: object };
  beforeEach(async () => {
    api = await createApiWorld();
    const { status, body } = await api.get('openapi.json', { Authorization: '' });
    assert.equal(status, 200);
    document = body as unknown as typeof document;
  });
  afterEach(() => api.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, of]) =>
      Object.entries(of).map(([method, operation]) => ({ path, method, operation })),
    );

  it('is OpenAPI 3.1, as a validator reads it', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    assert.ok(valid, JSON.stringify(errors));
  });

  it('tells every operation apart, and says for each what may come back', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    assert.equal(new Set(ids).size, ids.length, ids.join());
    for (const { path, operation } of operations()) {
      const isOpen = operation.security?.length === 0;
      assert.equal('401' in operation.responses, !isOpen, path);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const given = operation.parameters.filter(one => one.in === 'path').map(({ name }) => name);
      assert.deepEqual(given, named, path);
    }
  });

  it('describes what is mounted: each answers, and to nobody without a key', async () => {
    for (const { path, method, operation } of operations()) {
      if (operation.security?.length === 0) continue;
      const url = path.slice(1).replace(/\{\w+\}/g, '4000000000');
      const ask = method === 'get' ? api.get(url, { Authorization: '' }) : api.post(url, {}, { Authorization: '' });
      assert.equal((await ask).status, 401, `${method} ${path}`);
    }
  });

  it('holds for what is answered', async () => {
    const { _id, caseNumber } = await issuedRma(api.world);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const holds = (path: string, body: unknown) => {
      const content = document.paths[path]?.['get']?.responses['200']?.content;
      const validate = ajv.compile(content?.['application/json']?.schema ?? assert.fail(path));
      assert.ok(validate(body), `${path}: ${JSON.stringify(validate.errors)}`);
    };
    await api.post(`rmas/${_id}/events`, { kind: 'received' });
    await api.post(`rmas/${_id}/events`, { kind: 'diagnosing' });
    const terms = { currency: 'USD', lines: [{ text: 'Module', amount: 1 }], diagnosticsFee: 0 };
    await api.post(`rmas/${_id}/estimates`, terms);
    holds('/rmas/{number}', (await api.get(`rmas/${_id}`)).body);
    holds('/rmas', (await api.get('rmas')).body);
    holds('/rmas/{number}/events', (await api.get(`rmas/${_id}/events`)).body);
    holds('/cases/{number}', (await api.get(`cases/${caseNumber}`)).body);
    holds('/cases', (await api.get('cases')).body);
    holds('/customers/export', (await api.get('customers/export?email=jo@acme.com')).body);
    holds('/articles', (await api.get('articles')).body);
  });

  it('is what the page for integrators goes by', async () => {
    const page = await readFile('docs/api.md', 'utf8');
    const commands = page.replace(/\\\n/g, ' ').match(/^curl [\s\S]*?(?=^curl |^```)/gm) ?? [];
    assert.ok(commands.length >= 10);
    for (const command of commands) {
      const [, path = ''] = /\$DESK\/api\/v1(\/[^\s'"?]*)/.exec(command) ?? [];
      const method = / -d '/.test(command) ? 'post' : 'get';
      const known = operations().some(operation => {
        const pattern = new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`);
        return operation.method === method && pattern.test(path);
      });
      assert.ok(known, command);
    }
  });
});
