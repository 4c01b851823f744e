import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { AZURE } from '../../../../bot/channels/bot-framework/authority.ts';
import { loopbackGate } from '../../../../bot/channels/bot-framework/gate.ts';
import { startWorld } from './world.ts';

/** What the gate looks at. */
function asked(remoteAddress: string, host: string, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress }, headers: { host, ...headers } } as unknown as IncomingMessage;
}

describe('the gate of a bot without an app id', () => {
  const gate = loopbackGate({ publicUrl: 'https://desk.example:8443/bot' });

  for (const peer of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']) {
    it(`lets ${peer} in`, () => {
      assert.equal(gate.request(asked(peer, 'localhost:3978')).kind, 'admitted');
    });
  }

  for (const peer of ['10.0.0.7', '::ffff:192.168.1.9', 'fe80::1', '128.0.0.1', '']) {
    it(`keeps ${peer || 'an unknown peer'} out`, () => {
      assert.equal(gate.request(asked(peer, 'localhost')).kind, 'refused');
    });
  }

  for (const header of ['x-forwarded-for', 'forwarded', 'x-forwarded-host', 'x-real-ip', 'via']) {
    it(`keeps out who was passed on, as ${header} tells, also where a proxy on this machine did that`, () => {
      for (const host of ['desk.example:8443', 'localhost']) {
        const passedOn = asked('127.0.0.1', host, { [header]: '203.0.113.7' });
        assert.deepEqual(gate.request(passedOn).kind, 'refused', host);
        assert.equal(gate.request(asked('127.0.0.1', host, { [header]: '' })).kind, 'refused');
      }
    });
  }

  for (const host of ['localhost', '127.0.0.1:3978', '[::1]:3978', 'desk.example:8443']) {
    it(`is spoken to as ${host}`, () => {
      assert.equal(gate.request(asked('127.0.0.1', host)).kind, 'admitted');
    });
  }

  for (const host of ['attacker.example', 'localhost.attacker.example', '127.0.0.1.nip.io', '', 'a b', '[']) {
    it(`does not answer to the name ${JSON.stringify(host)}, which a browser may have been made to believe`, () => {
      assert.equal(gate.request(asked('127.0.0.1', host)).kind, 'refused');
    });
  }

  it('stands before the route', async () => {
    const world = await startWorld();
    const req = request(`${world.url}/api/messages`, { method: 'POST', headers: { Host: 'attacker.example' } });
    const answered = once(req, 'response') as Promise<[IncomingMessage]>;
    req.end();
    const [res] = await answered;
    res.resume();
    assert.equal(res.statusCode, 403);
    await world.close();
  });
});

describe('the serviceUrl of a registered bot', () => {
  it('keeps the bot own token off unencrypted connections', () => {
    assert.equal(AZURE.allowsServiceUrl(new URL('https://smba.trafficmanager.net/amer/')), true);
    assert.equal(AZURE.allowsServiceUrl(new URL('http://smba.trafficmanager.net/amer/')), false);
  });
});
