import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig } from '../../bot/config.ts';

const REGISTERED = { MicrosoftAppId: 'app-1', MicrosoftAppPassword: 'hunter2-app' };

/** The lines of the error that this environment ends the start with. */
function problems(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.message, error.problems.join('\n'));
    return error.problems;
  }
  return [];
}

describe('the configuration', () => {
  describe('of an empty environment', () => {
    it('serves this machine only, from the embedded store, with mails as files', () => {
      const { dataDir, profileDir, ...rest } = loadConfig({});
      assert.deepEqual(rest, {
        port: 3978,
        host: '127.0.0.1',
        mongodbUri: undefined,
        publicUrl: 'http://localhost:3978',
        microsoftApp: undefined,
        staffTenants: [],
        directLineSecrets: [],
        widgetOrigins: ['http://localhost:3978'],
        voiceAuthToken: undefined,
        voiceIsOn: true,
        voicePeople: undefined,
        voiceApi: 'https://api.twilio.com',
        handoffChannels: [],
        apiKeys: ['dev'],
        smtpUrl: undefined,
        mailFrom: 'no-reply@localhost',
        webhookUrls: [],
        webhookSecret: undefined,
        logLevel: 'info',
      });
      assert.equal(dataDir, resolve('data'));
      assert.ok(isAbsolute(profileDir));
      assert.ok(profileDir.endsWith(join('services', 'profile', 'pelco')));
    });

    it('is the same where every variable is there but empty, as container files write it', () => {
      const names = [
        'PORT',
        'HOST',
        'MONGODB_URI',
        'DATA_DIR',
        'PUBLIC_URL',
        'MicrosoftAppId',
        'API_KEYS',
        'LOG_LEVEL',
      ];
      assert.deepEqual(loadConfig(Object.fromEntries(names.map(name => [name, '  ']))), loadConfig({}));
    });
  });

  it('takes every variable', () => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-'));
    const config = loadConfig({
      ...REGISTERED,
      PORT: '8080',
      HOST: '10.0.0.5',
      MONGODB_URI: 'mongodb+srv://u:p@db.example/desk?w=majority',
      DATA_DIR: folder,
      PROFILE_DIR: folder,
      PUBLIC_URL: 'https://desk.example/bot/',
      MicrosoftAppType: 'singletenant',
      MicrosoftAppTenantId: 'tenant-1',
      STAFF_TENANTS: 'tenant-1, tenant-2',
      DIRECT_LINE_SECRETS: 's1,s2',
      WIDGET_ORIGINS: 'https://www.acme.example/ http://localhost:8000',
      VOICE_AUTH_TOKEN: 'v1',
      VOICE_PEOPLE: 'sip:desk@pbx.example',
      VOICE_API: 'https://eu.example/2010',
      HANDOFF_CHANNELS: 'omnichannel, genesys',
      API_KEYS: 'k1,,k2,',
      SMTP_URL: 'smtps://u:p@mail.example:465',
      MAIL_FROM: 'Support <support@acme.example>',
      WEBHOOK_URLS: 'https://crm.example/hook?token=t',
      WEBHOOK_SECRET: 'w1',
      LOG_LEVEL: 'WARN',
    });
    rmSync(folder, { recursive: true });
    assert.deepEqual(config, {
      port: 8080,
      host: '10.0.0.5',
      mongodbUri: 'mongodb+srv://u:p@db.example/desk?w=majority',
      dataDir: folder,
      profileDir: folder,
      publicUrl: 'https://desk.example/bot',
      microsoftApp: { id: 'app-1', password: 'hunter2-app', type: 'SingleTenant', tenantId: 'tenant-1' },
      staffTenants: ['tenant-1', 'tenant-2'],
      directLineSecrets: ['s1', 's2'],
      widgetOrigins: ['https://desk.example', 'https://www.acme.example', 'http://localhost:8000'],
      voiceAuthToken: 'v1',
      voiceIsOn: true,
      voicePeople: { kind: 'sip', uri: 'sip:desk@pbx.example' },
      voiceApi: 'https://eu.example',
      handoffChannels: ['omnichannel', 'genesys'],
      apiKeys: ['k1', 'k2'],
      smtpUrl: 'smtps://u:p@mail.example:465',
      mailFrom: 'Support <support@acme.example>',
      webhookUrls: ['https://crm.example/hook?token=t'],
      webhookSecret: 'w1',
      logLevel: 'warn',
    });
  });

  describe('with an app id', () => {
    it('is served on every address', () => {
      assert.equal(loadConfig(REGISTERED).host, '0.0.0.0');
    });

    it('has no key of its own for the API', () => {
      assert.deepEqual(loadConfig(REGISTERED).apiKeys, []);
    });

    it('may be the identity of the machine, without a password', () => {
      const env = { MicrosoftAppId: 'app-1', MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' };
      assert.deepEqual(loadConfig(env).microsoftApp, {
        id: 'app-1',
        password: undefined,
        type: 'UserAssignedMSI',
        tenantId: 't',
      });
    });
  });

  it('links to the port it listens on', () => {
    assert.equal(loadConfig({ PORT: '8080' }).publicUrl, 'http://localhost:8080');
  });

  for (const publicUrl of ['http://127.0.0.1:8080', 'http://[::1]:8080/desk', 'http://LOCALHOST']) {
    it(`takes dev as the key of the API where all there is is ${publicUrl}`, () => {
      assert.deepEqual(loadConfig({ PUBLIC_URL: publicUrl }).apiKeys, ['dev']);
    });
  }

  for (const publicUrl of ['https://support.example.com', 'http://10.0.0.5', 'http://localhost.example.com']) {
    it(`has no key of its own for the API where others come in by ${publicUrl}`, () => {
      assert.deepEqual(loadConfig({ PUBLIC_URL: publicUrl }).apiKeys, []);
      assert.deepEqual(loadConfig({ PUBLIC_URL: publicUrl, API_KEYS: 'k1' }).apiKeys, ['k1']);
    });
  }

  it('takes the keys it is given instead of dev, on loopback too', () => {
    assert.deepEqual(loadConfig({ API_KEYS: 'k1' }).apiKeys, ['k1']);
  });

  for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'localhost', 'LOCALHOST']) {
    it(`may listen on ${host} without an app id`, () => {
      assert.equal(loadConfig({ HOST: host }).host, host);
    });
  }

  describe('that is wrong ends the start with one line', () => {
    for (const [name, value, right] of [
      ['PORT', 'abc', /whole number from 0 to 65535/],
      ['PORT', '65536', /whole number/],
      ['PORT', '-1', /whole number/],
      ['PORT', '1e3', /whole number/],
      ['PORT', '80.5', /whole number/],
      ['HOST', 'http://x', /host name or an IP address/],
      ['HOST', '0.0.0.0', /no authentication, loopback only/],
      ['HOST', '192.168.1.4', /no authentication, loopback only/],
      ['HOST', '127.0.0.1.nip.io', /no authentication, loopback only/],
      ['DATA_DIR', fileURLToPath(import.meta.url), /folder/],
      ['PROFILE_DIR', '/does/not/exist', /folder of a maker's content/],
      ['PUBLIC_URL', 'ftp://desk.example', /http:\/\/ or https:\/\//],
      ['PUBLIC_URL', 'desk.example', /http:\/\/ or https:\/\//],
      ['PUBLIC_URL', 'javascript:alert(1)', /http:\/\/ or https:\/\//],
      ['PUBLIC_URL', 'https://desk.example/?a=1', /without user, query or fragment/],
      ['STAFF_TENANTS', 'a b$', /tenant ids/],
      ['WIDGET_ORIGINS', '*', /origins such as/],
      ['WIDGET_ORIGINS', 'https://a.example/shop', /without a path/],
      ['WIDGET_ORIGINS', 'a.example', /origins such as/],
      ['MAIL_FROM', 'support', /Name <address>/],
      ['MAIL_FROM', 'A <a@b>\r\nBcc: c@d', /Name <address>/],
      ['LOG_LEVEL', 'loud', /one of fatal, error, warn/],
    ] as const) {
      it(`for ${name}=${value}: its name, what it holds, what is right`, () => {
        const [line = '', ...more] = problems({ [name]: value });
        assert.deepEqual(more, []);
        assert.ok(line.startsWith(`${name} holds ${JSON.stringify(value)}`), line);
        assert.match(line, right);
        assert.doesNotMatch(line, /[\r\n]/);
      });
    }

    for (const [name, value, right] of [
      ['MONGODB_URI', 'postgres://u:hunter2@db/x', /mongodb:\/\//],
      ['MONGODB_URI', 'mongodb://', /mongodb:\/\//],
      ['SMTP_URL', 'http://u:hunter2@mail', /smtp:\/\//],
      ['SMTP_URL', 'smtp://', /smtp:\/\//],
      ['API_KEYS', 'ok, hunter2é', /plain ASCII/],
      ['VOICE_AUTH_TOKEN', 'hunter2 hunter2', /one word/],
      ['VOICE_PEOPLE', 'desk@pbx.example', /sip:user@host/],
      ['VOICE_PEOPLE', 'tel:0800', /sip:user@host/],
      ['VOICE_API', 'ftp://x', /https:/],
      ['HANDOFF_CHANNELS', 'a/b', /ids of Bot Framework channels/],
    ] as const) {
      it(`for a wrong ${name}, without what it holds: it may be a secret`, () => {
        const [line = '', ...more] = problems({ [name]: value });
        assert.deepEqual(more, []);
        assert.ok(line.startsWith(name), line);
        assert.match(line, right);
        assert.doesNotMatch(line, /hunter2/);
      });
    }

    it('for a wrong entry of a list, telling which', () => {
      const [line = ''] = problems({ WEBHOOK_URLS: 'https://a.example/hunter2 nope', WEBHOOK_SECRET: 'x' });
      assert.match(line, /^WEBHOOK_URLS .*entry 2.* https:\/\//);
      assert.doesNotMatch(line, /hunter2/);
    });

    it('for a webhook that would cross a network unencrypted, and for none on this machine', () => {
      const given = (WEBHOOK_URLS: string) => problems({ WEBHOOK_URLS, WEBHOOK_SECRET: 'x' });
      assert.match(
        given('http://crm.example/hunter2').join(),
        /^WEBHOOK_URLS [^/]*https:\/\/, or http:\/\/ on this machine/,
      );
      assert.match(given('http://127.0.0.1.crm.example/').join(), /^WEBHOOK_URLS/);
      const { webhookUrls } = loadConfig({
        WEBHOOK_URLS: 'http://127.0.0.1:9/a,http://[::1]:9/b',
        WEBHOOK_SECRET: 'x',
      });
      assert.equal(webhookUrls.length, 2);
    });

    it('for a webhook secret that only looks like one', () => {
      const given = (WEBHOOK_SECRET: string) => problems({ WEBHOOK_URLS: 'https://crm.example', WEBHOOK_SECRET });
      for (const secret of ['whsec_hunter2', 'whsec_', `whsec_${'A'.repeat(33)}`]) {
        assert.match(given(secret).join(), /^WEBHOOK_SECRET .*24 bytes in base64/);
      }
      for (const bytes of [24, 25, 32, 64]) {
        const secret = `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
        assert.equal(loadConfig({ WEBHOOK_URLS: 'https://crm.example', WEBHOOK_SECRET: secret }).webhookSecret, secret);
      }
    });

    for (const [what, env, name] of [
      ['an app id without a password', { MicrosoftAppId: 'a' }, 'MicrosoftAppPassword'],
      ['a password without an app id', { MicrosoftAppPassword: 'hunter2' }, 'MicrosoftAppId'],
      ['a single tenant without its id', { ...REGISTERED, MicrosoftAppType: 'SingleTenant' }, 'MicrosoftAppTenantId'],
      [
        'an identity of the machine with a password',
        { ...REGISTERED, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' },
        'MicrosoftAppPassword',
      ],
      ['an unknown type of app', { ...REGISTERED, MicrosoftAppType: 'Multi' }, 'MicrosoftAppType'],
      ['webhooks that nothing signs', { WEBHOOK_URLS: 'https://crm.example' }, 'WEBHOOK_SECRET'],
    ] as const) {
      it(`for ${what}`, () => {
        const lines = problems(env);
        assert.deepEqual(
          lines.map(line => line.split(' ')[0]),
          [name],
        );
        assert.doesNotMatch(lines.join(), /hunter2/);
      });
    }

    it('per problem, for all of them at once', () => {
      const lines = problems({ PORT: 'x', LOG_LEVEL: 'y', HOST: '0.0.0.0', WEBHOOK_URLS: 'https://crm.example' });
      assert.deepEqual(
        lines.map(line => line.split(' ')[0]),
        ['PORT', 'LOG_LEVEL', 'HOST', 'WEBHOOK_SECRET'],
      );
    });

    it('that shows no password inside an address', () => {
      assert.doesNotMatch(problems({ PUBLIC_URL: 'https://jo:hunter2@desk.example' }).join(), /hunter2/);
    });

    it('that stays short, however long the value', () => {
      assert.ok((problems({ LOG_LEVEL: 'x'.repeat(10_000) })[0]?.length ?? 0) < 300);
    });
  });

  it('leaves the making of folders to the store', () => {
    const root = mkdtempSync(join(tmpdir(), 'config-'));
    const dataDir = join(root, 'new', 'data');
    assert.equal(loadConfig({ DATA_DIR: dataDir }).dataDir, dataDir);
    assert.equal(existsSync(dataDir), false);
    rmSync(root, { recursive: true });
  });
});
