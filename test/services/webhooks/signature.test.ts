import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { type Signed, sign, signingBytes } from '../../../services/webhooks/signature.ts';

const run = promisify(execFile);
const SECRETS = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQ29tZQ==', 'any text: ünd so weiter'];
const BODY = '{"id":"71:3:0","data":{"note":"ünï"}}';

/** What the documentation tells receivers to do. */
async function documented(language: string): Promise<string> {
  const page = await readFile('docs/webhooks.md', 'utf8');
  return (
    new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? assert.fail(`no ${language} in the page`)
  );
}

type Verify = (secret: string, headers: Signed, body: string, now: number) => boolean | Promise<boolean>;

describe('the signature of a webhook', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caseline-signature-'));
  });
  after(() => rm(folder, { recursive: true }));

  function holds(verify: () => Verify): void {
    for (const secret of SECRETS) {
      it(`is right for what was signed with ${secret.slice(0, 6)}…, and for nothing else`, async () => {
        const at = new Date();
        const signed = sign(signingBytes(secret), { id: '71:3:0', body: BODY, at });
        const right = (asked: { secret?: string; headers?: Partial<Signed>; body?: string; late?: number }) =>
          verify()(
            asked.secret ?? secret,
            { ...signed, ...asked.headers },
            asked.body ?? BODY,
            at.getTime() + (asked.late ?? 0) * 1000,
          );
        assert.equal(await right({}), true);
        assert.equal(await right({ body: BODY.replace('71', '72') }), false);
        assert.equal(await right({ secret: 'whsec_bm90IHRoZSBzZWNyZXQgbm90IHRoZSBzZWNyZXQ=' }), false);
        assert.equal(await right({ headers: { 'webhook-id': '71:4:0' } }), false);
        assert.equal(await right({ late: 600 }), false);
        const rotated = `v1,${'A'.repeat(43)}= ${signed['webhook-signature']}`;
        assert.equal(await right({ headers: { 'webhook-signature': rotated } }), true);
      });
    }
  }

  describe('by the code for Node that is documented', () => {
    let verify: Verify;
    before(async () => {
      const file = join(folder, 'verify.mjs');
      await writeFile(file, await documented('js'));
      ({ verify } = (await import(pathToFileURL(file).href)) as { verify: Verify });
    });
    holds(() => verify);
  });

  describe('by the code for Python that is documented', () => {
    let code: string;
    before(async function () {
      code = `${await documented('python')}
import json, sys
secret, headers, body, now = json.loads(sys.argv[1])
print(verify(secret, headers, body.encode(), now / 1000))`;
      const python = await run('python3', ['--version']).catch(() => undefined);
      if (!python) this.skip();
    });
    holds(
      () =>
        async (...args) =>
          (await run('python3', ['-c', code, JSON.stringify(args)])).stdout.trim() === 'True',
    );
  });

  it("is what Standard Webhooks' own library accepts", () => {
    // It reads a raw secret as Latin 1: one of ASCII is the same to all.
    for (const secret of [SECRETS[0] ?? '', 'any text of ASCII']) {
      const reference = new Webhook(secret, secret.startsWith('whsec_') ? {} : { format: 'raw' });
      const signed = sign(signingBytes(secret), { id: '71:3:0', body: BODY, at: new Date() });
      assert.deepEqual(reference.verify(BODY, { ...signed }), JSON.parse(BODY));
      assert.throws(() => reference.verify(`${BODY} `, { ...signed }));
    }
  });
});
