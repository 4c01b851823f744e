import assert from 'node:assert/strict';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createTokens, TOKEN_SECONDS } from '../../../../bot/channels/direct-line/tokens.ts';

const KEY = new Uint8Array(32).fill(1);
const GRANT = { conversation: 'abc', user: 'dl_me' };

describe('a Direct Line token', () => {
  const clock = { now: new Date('2026-03-02T10:00:00Z') };
  const tokens = createTokens({ key: KEY, now: () => clock.now });
  const later = (seconds: number) =>
    createTokens({ key: KEY, now: () => new Date(clock.now.getTime() + seconds * 1000) });

  const forged = (payload: Record<string, unknown>) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).setAudience('direct-line');

  it('gives back the conversation and the user that it was made for', async () => {
    assert.deepEqual(await tokens.read(await tokens.issue(GRANT)), { kind: 'valid', grant: GRANT });
  });

  it('needs no user', async () => {
    const token = await tokens.issue({ conversation: 'abc' });
    assert.deepEqual(await tokens.read(token), { kind: 'valid', grant: { conversation: 'abc', user: undefined } });
  });

  it('names the user where the public clients look for it', async () => {
    const [, payload = ''] = (await tokens.issue(GRANT)).split('.');
    assert.equal(JSON.parse(atob(payload)).user, 'dl_me');
  });

  it('is good for half an hour and not a second longer', async () => {
    const token = await tokens.issue(GRANT);
    assert.equal((await later(TOKEN_SECONDS - 1).read(token)).kind, 'valid');
    assert.equal((await later(TOKEN_SECONDS).read(token)).kind, 'expired');
  });

  it('outlives a restart with the same key, and no other key reads it', async () => {
    const token = await tokens.issue(GRANT);
    assert.equal((await createTokens({ key: KEY, now: () => clock.now }).read(token)).kind, 'valid');
    const other = createTokens({ key: new Uint8Array(32).fill(2), now: () => clock.now });
    assert.deepEqual(await other.read(token), { kind: 'invalid' });
  });

  it('is worth nothing once any part of it was changed', async () => {
    const [header = '', payload = '', signature = ''] = (await tokens.issue(GRANT)).split('.');
    const claims = JSON.parse(atob(payload));
    const moved = btoa(JSON.stringify({ ...claims, conv: 'xyz' })).replace(/=+$/, '');
    for (const token of [
      `${header}.${moved}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -2)}AA`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      '',
      'x.y.z',
      'é'.repeat(10_000),
    ]) {
      assert.deepEqual(await tokens.read(token), { kind: 'invalid' }, token.slice(0, 40));
    }
  });

  it('cannot be made without the key: "alg none" is no signature', async () => {
    const unsigned = new UnsecuredJWT({ conv: 'abc' }).setAudience('direct-line').setExpirationTime('1h').encode();
    assert.deepEqual(await tokens.read(unsigned), { kind: 'invalid' });
  });

  it('is told apart from what else is signed with the key, and must expire and name a conversation', async () => {
    const expiring = Math.floor(clock.now.getTime() / 1000) + 60;
    const right = await forged({ conv: 'abc' }).setExpirationTime(expiring).sign(KEY);
    assert.equal((await tokens.read(right)).kind, 'valid');
    for (const wrong of [
      forged({ conv: 'abc' }),
      forged({}).setExpirationTime(expiring),
      forged({ conv: 7 }).setExpirationTime(expiring),
      forged({ conv: 'abc' }).setAudience('labels').setExpirationTime(expiring),
    ]) {
      assert.deepEqual(await tokens.read(await wrong.sign(KEY)), { kind: 'invalid' });
    }
  });
});
