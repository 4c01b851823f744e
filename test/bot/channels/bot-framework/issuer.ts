/** An authority on this machine: OpenID metadata, keys, and the tokens a channel would send. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Authority } from '../../../../bot/channels/bot-framework/authority.ts';
import type { MicrosoftApp } from '../../../../bot/config.ts';

export const APP: MicrosoftApp = { id: 'app-1', password: 'not-a-secret', type: 'MultiTenant', tenantId: undefined };

export interface Issuer {
  authority: Authority;
  /** Requests for metadata and keys so far. */
  fetched(): number;
  /** A good token, save for what is changed. */
  token(changes?: { claims?: JWTPayload; kid?: string; key?: CryptoKey }): Promise<string>;
  /** The kid of a key that may speak for `msteams` only. */
  teamsKid: string;
  /** The public key as text, which a forger may try as a shared secret. */
  publicKey: string;
  foreignKey: CryptoKey;
  /** Lets every request for keys fail from now on. */
  fail(): void;
  close(): Promise<void>;
}

/** `foreign` is in no authority's keys. Slow to draw, so a suite does it once. */
export async function drawKeyPairs() {
  const [any, teams, foreign] = await Promise.all(['any', 'teams', 'foreign'].map(() => generateKeyPair('RS256')));
  assert.ok(any && teams && foreign);
  return { any, teams, foreign };
}
export type KeyPairs = Awaited<ReturnType<typeof drawKeyPairs>>;

export async function startIssuer(serviceUrl: string, pairs: KeyPairs): Promise<Issuer> {
  const publicKey = await exportSPKI(pairs.any.publicKey);
  const keys = [
    { ...(await exportJWK(pairs.any.publicKey)), kid: 'any', endorsements: ['emulator', 'msteams', 'directline'] },
    { ...(await exportJWK(pairs.teams.publicKey)), kid: 'teams', endorsements: ['msteams'] },
  ];
  let fetched = 0;
  let failing = false;
  const server = createServer((req, res) => {
    fetched += 1;
    res.statusCode = failing ? 500 : 200;
    res.end(
      JSON.stringify(req.url === '/keys' ? { keys } : { issuer: 'https://issuer.test', jwks_uri: `${url}/keys` }),
    );
  });
  const url = await listening(server);
  const now = Math.floor(Date.now() / 1000);
  const good = { iss: 'https://issuer.test', aud: APP.id, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600 };
  return {
    authority: {
      issuer: 'https://issuer.test',
      openIdMetadataUrl: `${url}/metadata`,
      loginUrl: `${url}/login`,
      scope: 'https://issuer.test',
      oauthUrl: `${url}/oauth`,
      callerId: 'urn:test',
      allowsServiceUrl: () => true,
    },
    fetched: () => fetched,
    token: ({ claims = {}, kid = 'any', key = pairs.any.privateKey } = {}) =>
      new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(key),
    teamsKid: 'teams',
    publicKey,
    foreignKey: pairs.foreign.privateKey,
    fail() {
      failing = true;
    },
    async close() {
      const done = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await done;
    },
  };
}

async function listening(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
