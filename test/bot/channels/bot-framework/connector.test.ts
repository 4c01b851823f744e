import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Connector, createConnector, DeliveryFailed } from '../../../../bot/channels/bot-framework/connector.ts';

interface Answer {
  status: number;
  headers?: OutgoingHttpHeaders;
  body?: string;
}

describe('posting to a connector', () => {
  let server: Server;
  let connector: Connector;
  let serviceUrl: string;
  let answers: Answer[];
  let tokens: (string | undefined)[];
  let paths: (string | undefined)[];
  let pauses: number[];

  beforeEach(async () => {
    [answers, tokens, paths, pauses] = [[], [], [], []];
    server = createServer((req: IncomingMessage, res) => {
      const { status, headers = {}, body = '{"id":"sent"}' } = answers.shift() ?? { status: 201 };
      tokens.push(req.headers.authorization);
      paths.push(req.url);
      res.statusCode = status;
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, String(value));
      req.resume().on('end', () => res.end(body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/amer/`;
    connector = createConnector({
      bearer: async fresh => (fresh ? 'new' : 'old'),
      pause: async ms => void pauses.push(ms),
    });
  });
  afterEach(async () => {
    connector.close();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });

  const post = (replyToId?: string) =>
    connector.post({ serviceUrl, conversation: 'c 1', replyToId, activity: { text: 'ü' } });

  it('goes below the path of the serviceUrl, as a reply where it is one', async () => {
    await post();
    await post('a/1');
    assert.deepEqual(paths, [
      '/amer/v3/conversations/c%201/activities',
      '/amer/v3/conversations/c%201/activities/a%2F1',
    ]);
  });

  it('gives the id that the channel gave, or none', async () => {
    answers = [
      { status: 200 },
      { status: 200, body: '' },
      { status: 200, body: '[]' },
      { status: 202, body: '{"id":7}' },
    ];
    assert.deepEqual(
      [await post(), await post(), await post(), await post()],
      ['sent', undefined, undefined, undefined],
    );
  });

  it('asks for a fresh token where the one it has is turned down', async () => {
    answers = [{ status: 401 }];
    await post();
    assert.deepEqual(tokens, ['Bearer old', 'Bearer new']);
  });

  it('waits as long as it is told before it tries again, but not for ever', async () => {
    answers = [
      { status: 429, headers: { 'Retry-After': '2' } },
      { status: 429, headers: { 'Retry-After': '3600' } },
    ];
    await post();
    assert.deepEqual(pauses, [2000, 5000]);
  });

  it('waits longer each time where it is told nothing it understands', async () => {
    answers = [{ status: 503 }, { status: 503, headers: { 'Retry-After': 'Fri, 31 Dec 1999 23:59:59 GMT' } }];
    await post();
    assert.ok((pauses[0] ?? 0) < (pauses[1] ?? 0));
  });

  for (const status of [301, 400, 403, 404, 413]) {
    it(`takes ${status} for a no`, async () => {
      answers = [{ status, headers: { Location: 'http://127.0.0.1:1/' } }];
      await assert.rejects(post(), DeliveryFailed);
      assert.equal(paths.length, 1);
    });
  }

  it('keeps the reason why nobody could be reached', async () => {
    const nowhere = { serviceUrl: 'http://127.0.0.1:1', conversation: 'c', replyToId: undefined, activity: {} };
    await assert.rejects(connector.post(nowhere), error => {
      assert.ok(error instanceof DeliveryFailed);
      assert.match(String(error.cause), /ECONNREFUSED/);
      return true;
    });
    assert.equal(pauses.length, 2);
  });

  it('keeps the reason why there is no token', async () => {
    const refusal = new Error('the login is away');
    const without = createConnector({ bearer: () => Promise.reject(refusal), pause: async () => {} });
    await assert.rejects(
      without.post({ serviceUrl, conversation: 'c', replyToId: undefined, activity: {} }),
      error => error instanceof DeliveryFailed && error.cause === refusal,
    );
  });
});
