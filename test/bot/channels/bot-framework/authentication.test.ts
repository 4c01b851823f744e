import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ToBotFromBotOrEmulatorTokenValidationParameters as remembered } from 'botframework-connector/lib/auth/tokenValidationParameters.js';
import { SignJWT, UnsecuredJWT } from 'jose';
import { APP, drawKeyPairs, type Issuer, type KeyPairs, startIssuer } from './issuer.ts';
import { message, startWorld, type World } from './world.ts';

const SERVICE_URL = 'http://127.0.0.1:9/connector/';
const HOUR = 3600;
const seconds = (): number => Math.floor(Date.now() / 1000);

describe('POST /api/messages with an app id', () => {
  let keys: KeyPairs;
  let issuer: Issuer;
  let world: World;

  before(async () => {
    keys = await drawKeyPairs();
  });
  beforeEach(async () => {
    issuer = await startIssuer(SERVICE_URL, keys);
    world = await startWorld({
      config: { microsoftApp: APP, publicUrl: 'https://desk.example' },
      authority: issuer.authority,
      bearer: async () => 'own-token',
    });
    // The SDK writes the keys it has to the console whenever a signature is wrong.
    mock.method(console, 'error', () => {});
  });
  afterEach(async () => {
    mock.restoreAll();
    await world.close();
    await issuer.close();
  });

  /** Posts an activity that is answered in the body, so that only authentication decides. */
  async function status(authorization: string | undefined, more: object = {}): Promise<number> {
    const activity = message(SERVICE_URL, 'hi', { deliveryMode: 'expectReplies', ...more });
    const res = await world.post(activity, authorization === undefined ? {} : { Authorization: authorization });
    if (res.status === 401) assert.equal(res.headers.get('www-authenticate'), 'Bearer');
    return res.status;
  }

  it('serves a channel with a good token', async () => {
    assert.equal(await status(`Bearer ${await issuer.token()}`), 200);
    assert.equal(world.desk.ran, 1);
  });

  it('answers with its own token', async () => {
    const token = await issuer.token({ claims: { serviceurl: world.connector.url } });
    const res = await world.post(message(world.connector.url, 'hi'), { Authorization: `Bearer ${token}` });
    assert.equal(res.status, 200);
    assert.equal(world.connector.posted[0]?.headers.authorization, 'Bearer own-token');
  });

  it('takes a token whose clock is five minutes off, either way', async () => {
    assert.equal(await status(`Bearer ${await issuer.token({ claims: { exp: seconds() - 200 } })}`), 200);
    assert.equal(await status(`Bearer ${await issuer.token({ claims: { nbf: seconds() + 200 } })}`), 200);
  });

  const forged: Record<string, () => Promise<string | undefined> | string | undefined> = {
    'no token': () => undefined,
    'an empty header': () => '',
    'only the scheme': () => 'Bearer',
    'another scheme': async () => `Basic ${await issuer.token()}`,
    garbage: () => 'Bearer garbage',
    'three parts of garbage': () => 'Bearer a.b.c',
    'a header that is no JSON': () => `Bearer ${Buffer.from('{').toString('base64url')}.e30.AA`,
    'a payload that is an array': () =>
      `Bearer ${Buffer.from('{"alg":"RS256","kid":"any"}').toString('base64url')}.W10.AA`,
    'a header of 12 kB': () => `Bearer ${'a'.repeat(12_000)}.b.c`,
    'another issuer': async () => `Bearer ${await issuer.token({ claims: { iss: 'https://sts.windows.net/x/' } })}`,
    'another audience': async () => `Bearer ${await issuer.token({ claims: { aud: 'app-2' } })}`,
    'no audience': async () => `Bearer ${await issuer.token({ claims: { aud: undefined } })}`,
    'an expired token': async () => `Bearer ${await issuer.token({ claims: { exp: seconds() - HOUR } })}`,
    'a token without an end': async () => `Bearer ${await issuer.token({ claims: { exp: undefined } })}`,
    'a token of the future': async () => `Bearer ${await issuer.token({ claims: { nbf: seconds() + HOUR } })}`,
    'an unknown key': async () => `Bearer ${await issuer.token({ kid: 'other' })}`,
    'the signature of another key': async () => `Bearer ${await issuer.token({ key: issuer.foreignKey })}`,
    'a signature cut short': async () => `Bearer ${(await issuer.token()).slice(0, -8)}`,
    'claims changed after signing': async () => {
      const [head, , signature] = (await issuer.token()).split('.');
      const claims = { iss: 'https://issuer.test', aud: APP.id, serviceurl: SERVICE_URL, exp: seconds() + HOUR, x: 1 };
      return `Bearer ${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
    },
    'a shared secret made of the public key (HS256)': async () => {
      const claims = { iss: 'https://issuer.test', aud: APP.id, serviceurl: SERVICE_URL, exp: seconds() + HOUR };
      const header = { alg: 'HS256', kid: 'any' };
      return `Bearer ${await new SignJWT(claims).setProtectedHeader(header).sign(Buffer.from(issuer.publicKey))}`;
    },
    'no signature (alg none)': () => {
      const claims = { iss: 'https://issuer.test', aud: APP.id, serviceurl: SERVICE_URL, exp: seconds() + HOUR };
      return `Bearer ${new UnsecuredJWT(claims).encode()}`;
    },
    'a key that is not endorsed for the channel': async () => `Bearer ${await issuer.token({ kid: issuer.teamsKid })}`,
    'a token for another serviceUrl': async () =>
      `Bearer ${await issuer.token({ claims: { serviceurl: 'https://x' } })}`,
    'a token for no serviceUrl': async () => `Bearer ${await issuer.token({ claims: { serviceurl: undefined } })}`,
    'the tenant of somebody else': async () => `Bearer ${await issuer.token({ claims: { tid: 'tenant-2' } })}`,
  };
  for (const [what, authorization] of Object.entries(forged)) {
    it(`answers 401 to ${what}`, async () => {
      assert.equal(await status(await authorization()), 401);
      assert.deepEqual(world.desk.taken, []);
    });
  }

  it('answers 401 to an activity without the serviceUrl its token vouches for', async () => {
    assert.equal(await status(`Bearer ${await issuer.token()}`, { serviceUrl: undefined }), 401);
  });

  it('answers 401 to an activity that claims to be of a channel with keys of its own', async () => {
    assert.equal(await status(`Bearer ${await issuer.token()}`, { channelId: 'AseChannel' }), 401);
  });

  it('tells a caller nothing about what was wrong', async () => {
    const bodies = [];
    for (const claims of [{ aud: 'app-2' }, { exp: 1 }]) {
      const Authorization = `Bearer ${await issuer.token({ claims })}`;
      bodies.push(await (await world.post(message(SERVICE_URL, 'hi'), { Authorization })).text());
    }
    assert.equal(bodies[0], bodies[1]);
  });

  it('answers 503 where the keys cannot be fetched, which is not the fault of the caller', async () => {
    issuer.fail();
    assert.equal(await status(`Bearer ${await issuer.token()}`), 503);
  });

  it('remembers nothing of tokens that are junk, and fetches nothing for them', async () => {
    const before = [...(remembered.issuer ?? [])];
    for (let n = 0; n < 200; n += 1) {
      const claims = n % 2 ? { tid: `tenant-${n}` } : { iss: `https://sts.windows.net/${n}/`, tid: `tenant-${n}` };
      await status(`Bearer ${await issuer.token({ claims, key: issuer.foreignKey })}`);
    }
    assert.deepEqual([...(remembered.issuer ?? [])], before);
    assert.equal(issuer.fetched(), 0);
  });
});
