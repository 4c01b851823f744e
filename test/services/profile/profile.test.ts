import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineOf } from '../../../services/profile/json-line.ts';
import { loadProfile, ProfileError } from '../../../services/profile/profile.ts';
import { SHIPPED, shippedProfile } from './shipped.ts';

describe('the shipped profile', () => {
  it('has the contact points, and no address that nobody gave', async () => {
    const { company } = await shippedProfile();
    assert.equal(company.tollFree.shown, '(800) 289-9100');
    assert.equal(company.tollFree.e164, '+18002899100');
    assert.equal(company.technicalSupport, 'techsupport@pelco.com');
    assert.equal(company.serviceAndRepair, 'serviceusa@pelco.com');
    assert.equal(company.returnTo.address, undefined);
    assert.equal(company.returnTo.ask, 'serviceusa@pelco.com');
  });

  it('has the figures of R8, R9, R14, R19 and R20', async () => {
    const { terms } = await shippedProfile();
    assert.equal(terms.returnWithinDays, 30);
    assert.equal(terms.rmaActiveDays, 90);
    assert.deepEqual(terms.dataRecoveryMinimum, { amount: 250, currency: 'USD' });
    assert.equal(terms.turnaroundBusinessDays, 3);
    assert.deepEqual(terms.estimate, { remindAfterDays: [7, 21], staffTaskAfterDays: 30, scrapWithinDays: 30 });
    assert.deepEqual(terms.warranty, { defaultMonths: 12, repairDays: 90 });
  });
});

describe('the topics of the shipped profile', () => {
  it('hold every article', async () => {
    const { topics, articles } = await shippedProfile();
    assert.deepEqual(topics.flatMap(topic => topic.articles).sort(), articles.map(({ id }) => id).sort());
  });
});

describe('a profile without topics', () => {
  it('is one all the same', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'profile-'));
    try {
      await cp(SHIPPED, dir, { recursive: true });
      await rm(join(dir, 'topics.json'));
      assert.deepEqual((await loadProfile(dir)).topics, []);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

describe('a profile that is wrong', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'profile-'));
    await cp(SHIPPED, dir, { recursive: true });
  });
  afterEach(() => rm(dir, { recursive: true }));

  async function change(file: string, from: string | RegExp, to: string): Promise<void> {
    const path = join(dir, file);
    const before = await readFile(path, 'utf8');
    const after = before.replace(from, to);
    assert.notEqual(after, before);
    await writeFile(path, after);
  }

  async function refusal(): Promise<string> {
    const error = await loadProfile(dir).then(
      () => assert.fail('it was accepted'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ProfileError);
    return error.message.replaceAll(`${dir}/`, '');
  }

  it('is refused for a topic with an article that is not there, or that stands in another one', async () => {
    await change('topics.json', '"rma-what"', '"rma-whatever"');
    await change('topics.json', '"packing-original"', '"labor-rate"');
    assert.deepEqual((await refusal()).split('\n').sort(), [
      'topics.json:5: [0].articles[2]: there is no article rma-whatever',
      'topics.json:84: [7].articles[2]: "labor-rate" is taken by [2].articles[3] already',
    ]);
  });

  it('is refused with file, line and place', async () => {
    await change('terms.json', '"rmaActiveDays": 90', '"rmaActiveDays": "ninety"');
    assert.match(await refusal(), /^terms\.json:3: rmaActiveDays: .*expected number/);
  });

  it('is refused for every problem at once', async () => {
    await change('company.json', 'America/Los_Angeles', 'Fresno');
    await change('packing.json', '"fillInches": 3', '"fillInches": -3');
    const lines = (await refusal()).split('\n');
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? '', /^company\.json:4: timeZone: must be a time zone such as/);
    assert.match(lines[1] ?? '', /^packing\.json:5: classes\.medium\.fillInches: /);
  });

  it('is refused for a key that means nothing', async () => {
    await change('catalog.json', '"months"', '"month"');
    assert.match(await refusal(), /^catalog\.json:\d+: \[0\]\.months: .*\n.*Unrecognized key: "month"/);
  });

  it('is refused for JSON that cannot be read, with its line', async () => {
    await change('makers.json', '{ "name": "Amcrest" },', '{ "name": "Amcrest" ');
    assert.match(await refusal(), /^makers\.json:[45]: is not valid JSON/);
  });

  it('is refused without a file', async () => {
    await rm(join(dir, 'makers.json'));
    assert.match(await refusal(), /^makers\.json: cannot be read: ENOENT/);
  });

  it('is refused where two families claim one prefix, however it is written', async () => {
    await change('catalog.json', '"prefixes": ["ES5230"]', '"prefixes": ["ES5230", "sd-4n"]');
    assert.match(await refusal(), /^catalog\.json:\d+: \[6\]\.prefixes\[1\]: "SD4N" is taken by \[0\]\.prefixes\[1\]/);
  });

  it('is refused where two families have one id', async () => {
    await change('catalog.json', '"id": "spectra-hd"', '"id": "spectra-iv"');
    assert.match(await refusal(), /\[1\]\.id: "spectra-iv" is taken by \[0\]\.id/);
  });

  it('is refused where an example belongs to another family', async () => {
    await change('catalog.json', '"P1220-FWH1"', '"SD4N-FWH1"');
    assert.match(await refusal(), /examples\[0\]: "SD4N-FWH1" begins like a model of spectra-iv/);
  });

  it('is refused where two symptoms claim one phrase', async () => {
    await change('troubleshooting.json', '"leak|leaking|leaked"', '"offline"');
    assert.match(await refusal(), /^troubleshooting\.json:\d+: symptoms\[\d\]\.phrases\[\d\]: "offline" is taken by/);
  });
});

describe('the line of a place in JSON', () => {
  const json = '{\n "a": [1, {\n  "b:]": "x,\\"{",\n  "c": [\n   true]}],\n "d": {}\n}';

  it('is that of the value', () => {
    assert.equal(lineOf(json, []), 1);
    assert.equal(lineOf(json, ['a', 0]), 2);
    assert.equal(lineOf(json, ['a', 1, 'b:]']), 3);
    assert.equal(lineOf(json, ['a', 1, 'c', 0]), 5);
    assert.equal(lineOf(json, ['d']), 6);
  });

  it('is that of what holds it where it is missing', () => {
    assert.equal(lineOf(json, ['a', 1, 'zz', 'y']), 2);
    assert.equal(lineOf(json, ['d', 'e']), 6);
    assert.equal(lineOf(json, ['nothing']), 1);
  });
});
