import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../../../bot/assemble.ts';
import { createLog } from '../../../../bot/log.ts';
import { createEstimateLinks } from '../../../../bot/web/estimates/links.ts';
import type { Estimate } from '../../../../services/returns/estimate.ts';
import { SHIPPED } from '../../../services/profile/shipped.ts';

const RMA = '7123456789';

function linkOf(sentOn: string, timeZone = 'America/Los_Angeles') {
  const links = createEstimateLinks({ key: new Uint8Array(32).fill(1), publicUrl: 'https://desk.example', timeZone });
  const estimate = { id: '1', sentOn } as Estimate;
  const url = new URL(links.link({ _id: RMA, estimates: [estimate] }, '1') ?? assert.fail('no link'));
  const check = (at: string, number = RMA) => links.check(number, url.searchParams, new Date(at)).kind;
  return { links, url, check, estimate };
}

describe('the link of an estimate', () => {
  it('is the same each time, so that a mail that is written twice is the same mail', () => {
    const { links, url, estimate } = linkOf('2026-11-10');
    assert.equal(links.link({ _id: RMA, estimates: [estimate] }, '1'), url.href);
    assert.match(url.href, /^https:\/\/desk\.example\/estimates\/7123456789\?estimate=1&until=\d+&sig=[\da-f]{32}$/);
  });

  it('is the same after a restart, with a key that the store keeps', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'caseline-links-'));
    const link = async () => {
      const config = { mongodbUri: undefined, dataDir, profileDir: SHIPPED, publicUrl: 'https://desk.example' };
      const house = await assemble(
        { ...config, webhookUrls: [], voicePeople: undefined, voiceAuthToken: undefined, handoffChannels: [] },
        createLog('silent'),
      );
      const made = house.estimateLinks.link(
        { _id: RMA, estimates: [{ id: '1', sentOn: '2026-11-10' } as Estimate] },
        '1',
      );
      await house.store.close();
      return made;
    };
    const before = await link();
    assert.ok(before);
    assert.equal(await link(), before);
    await rm(dataDir, { recursive: true });
  });

  it('is not made for an estimate that the return does not have', () => {
    const { links, estimate } = linkOf('2026-11-10');
    assert.equal(links.link({ _id: RMA, estimates: [estimate] }, '2'), undefined);
  });

  it('ends with its 90th day at the maker’s, over a change of the clocks', () => {
    // The clocks go forward on March 14, 2027: midnight is at 7 in UTC, and not at 8.
    const spring = linkOf('2026-12-20');
    assert.equal(spring.check('2027-03-21T06:59:58Z'), 'valid');
    assert.equal(spring.check('2027-03-21T07:00:00Z'), 'expired');
    const autumn = linkOf('2026-08-10');
    assert.equal(autumn.check('2026-11-09T07:59:58Z'), 'valid');
    assert.equal(autumn.check('2026-11-09T08:00:00Z'), 'expired');
  });

  it('ends on the right day over a leap day', () => {
    assert.equal(linkOf('2027-12-15', 'UTC').check('2028-03-14T23:59:58Z'), 'valid');
    assert.equal(linkOf('2027-12-15', 'UTC').check('2028-03-15T00:00:00Z'), 'expired');
  });

  it('is good for no other return, and nothing can be moved from one part of it to the next', () => {
    const { links, url, check } = linkOf('2026-11-10');
    assert.equal(check('2026-11-11T00:00:00Z', '7123456788'), 'invalid');
    const moved = new URLSearchParams(url.search);
    moved.set('estimate', `1${moved.get('until')?.slice(0, 1)}`);
    moved.set('until', moved.get('until')?.slice(1) ?? '');
    assert.equal(links.check(RMA, moved, new Date('2026-11-11T00:00:00Z')).kind, 'invalid');
  });

  it('survives what mail programs hang on to it', () => {
    const { links, url } = linkOf('2026-11-10');
    url.searchParams.set('utm_source', 'mail');
    assert.equal(links.check(RMA, url.searchParams, new Date('2026-11-11T00:00:00Z')).kind, 'valid');
  });
});
