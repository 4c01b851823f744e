import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { strFromU8, unzipSync } from 'fflate';
import { type AppFacts, manifestOf } from '../../../../../bot/channels/teams/package/manifest.ts';
import { packTeamsApp } from '../../../../../bot/channels/teams/package/package.ts';
import { wishIn } from '../../../../../bot/channels/teams/queue/words.ts';
import type { MicrosoftApp } from '../../../../../bot/config.ts';

const { AppManifestUtils } = createRequire(import.meta.url)('@microsoft/app-manifest') as {
  AppManifestUtils: { validateAgainstSchema(manifest: object): Promise<string[]> };
};
const APP: MicrosoftApp = {
  ...{ id: '11111111-2222-4333-8444-555555555555', password: 'not-a-secret', type: 'SingleTenant' },
  tenantId: '66666666-2222-4333-8444-555555555555',
};
const CONFIG = { microsoftApp: APP, publicUrl: 'https://desk.example.com', staffTenants: [APP.tenantId] };

function pack(changes: object = {}, company = 'Pelco') {
  return packTeamsApp({
    config: { ...CONFIG, ...changes },
    company,
    version: '1.2.3',
    icons: 'bot/channels/teams/package',
  });
}

/** Width and height in the header of a PNG, and whether it has transparency. */
function pngOf(bytes: Uint8Array | undefined) {
  const view = Buffer.from(bytes ?? []);
  assert.equal(view.subarray(1, 4).toString(), 'PNG');
  return { size: [view.readUInt32BE(16), view.readUInt32BE(20)], hasAlpha: view[25] === 6 };
}

describe('the app package for Teams', () => {
  it('holds a manifest that its schema takes, and icons of the sizes that Teams asks for', async () => {
    const packed = await pack();
    assert.ok(packed.kind === 'packed');
    const files = unzipSync(packed.zip);
    assert.deepEqual(Object.keys(files).sort(), ['color.png', 'manifest.json', 'outline.png']);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));
    assert.deepEqual(await AppManifestUtils.validateAgainstSchema(manifest), []);
    assert.deepEqual(
      [manifest.bots[0].botId, manifest.version, manifest.validDomains],
      [APP.id, '1.2.3', ['desk.example.com']],
    );
    assert.deepEqual(pngOf(files['color.png']).size, [192, 192]);
    assert.deepEqual(pngOf(files['outline.png']), { size: [32, 32], hasAlpha: true });
  });

  it('offers nothing above the compose box that the desk does not take', () => {
    const facts: AppFacts = { appId: APP.id, version: '1.0.0', company: 'Pelco', publicUrl: 'https://x.example' };
    const titles = manifestOf(facts).bots.flatMap(bot =>
      bot.commandLists.flatMap(({ commands }) => commands.map(({ title }) => title)),
    );
    const others = ['help', 'open a case for', 'ask'];
    for (const title of titles.filter(one => !others.includes(one))) assert.ok(wishIn(title), title);
    assert.ok(titles.includes('mine') && titles.includes('export'));
  });

  it('has the same bytes each time', async () => {
    const [one, other] = [await pack(), await pack()];
    assert.ok(one.kind === 'packed' && other.kind === 'packed');
    assert.deepEqual(one.zip, other.zip);
  });

  it('is taken whatever a maker is called', async () => {
    const company = 'The Very Long and Somewhat Unwieldy Camera, Recorder and Accessories Company of North America';
    const facts: AppFacts = { appId: APP.id, version: '1.0.0', company, publicUrl: 'https://x.example' };
    assert.deepEqual(await AppManifestUtils.validateAgainstSchema(manifestOf(facts)), []);
  });

  it('is refused, with what to do, where Teams would not take it or nobody could use it', async () => {
    for (const [changes, said] of [
      [{ microsoftApp: undefined, staffTenants: [] }, /^MicrosoftAppId is not set: register the bot first/],
      [{ publicUrl: 'http://localhost:3978' }, /^PUBLIC_URL is http:\/\/localhost:3978: Teams takes only/],
      [{ staffTenants: [] }, /^STAFF_TENANTS is not set: nobody would be staff/],
    ] as const) {
      const packed = await pack(changes);
      assert.ok(packed.kind === 'refused');
      assert.match(packed.problems.join('\n'), said);
    }
  });
});
