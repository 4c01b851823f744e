import assert from 'node:assert/strict';
import { factsOf } from '../../../bot/assemble.ts';
import { type StoryDependencies, storyOf } from '../../../dialogs/status/story.ts';
import { told } from '../../../dialogs/status/told.ts';
import type { TurnContext } from '../../../dialogs/step.ts';
import { createEnglish } from '../../../dialogs/texts/en.ts';
import { Rma } from '../../../services/returns/rma.ts';
import { RmaStatus } from '../../../services/returns/status.ts';
import { shippedProfile } from '../../services/profile/shipped.ts';

const HOSTILE = '**x** <img src=x onerror=alert(1)> [y](javascript:z)';
const PERSONAL = /Ann|ann@acme|5550142|Elm|Fresno|secret/;

describe('the story of a return', () => {
  let deps: StoryDependencies;
  before(async () => {
    deps = { ...around, texts: createEnglish(factsOf(await shippedProfile())) };
  });
  const around = {
    returnTerms: {
      ...{ daysToSend: 30, daysActive: 90, remindBefore: [], timeZone: 'America/Los_Angeles' },
      estimate: { remindAfter: [], staffTaskAfter: 30, scrapWithin: 30 },
    },
  };
  const at = new Date('2026-11-10T17:00:00Z');

  function turn(now: string, timeZone = 'America/Los_Angeles', today = now.slice(0, 10)): TurnContext {
    const none = async () => assert.fail('nothing is asked here');
    return {
      ...{ now: new Date(now), today, timeZone, locale: 'en-US', actor: 'test', ownCases: [], files: 0, thumbs: false },
      ...{ message: { conversation: 'c', activityId: 'm' }, hear: none, tell: none, namesArticle: () => false },
    };
  }

  function rma(changes: Partial<Rma>): Rma {
    return Rma.parse({
      ...{ _id: '7123456785', schema: 1, version: 1, requestKey: 'k', caseNumber: '4123456788' },
      contact: { name: 'Ann', email: 'ann@acme.com', phone: '+15595550142' },
      shipTo: { raw: '1 Elm St, Fresno, CA 93721' },
      items: [
        { id: '1', model: 'SD4E', kind: 'dome', problem: 'secret', warranty: { kind: 'unconfirmed', months: 12 } },
      ],
      ...{ serials: [], expedited: false, statusEmails: true, status: 'issued', issuedAt: at },
      ...{ returnBy: '2026-12-10', activeUntil: '2027-02-08' },
      events: [{ at, actor: 'test', kind: 'issued', note: 'secret' }],
      ...changes,
    });
  }

  for (const status of RmaStatus.options) {
    it(`has words for ${status}, and nothing personal in them (R24)`, () => {
      const events = [{ at, actor: 'staff:7', kind: status, note: 'secret' }];
      const reply = told(storyOf(deps, rma({ status, events }), turn('2026-11-12T20:00:00Z')), '');
      assert.match(reply.text, /RMA 7123-4567-85: \S+[\s\S]*\S{3}/);
      assert.doesNotMatch(JSON.stringify(reply), PERSONAL);
      assert.doesNotMatch(JSON.stringify(reply), /undefined|NaN|Invalid/);
    });
  }

  it('counts the days that are left in the calendar of the reader, over a change of the clocks', () => {
    const story = storyOf(deps, rma({ returnBy: '2026-11-30' }), turn('2026-10-31T20:00:00Z'));
    assert.match(story.lines[0] ?? '', /Monday, November 30, 2026 \(in 30 days\)/);
    const tomorrow = storyOf(deps, rma({}), turn('2026-12-09T20:00:00Z', 'Asia/Tokyo', '2026-12-10'));
    assert.match(tomorrow.lines[0] ?? '', /December 10, 2026 \(today\)/);
  });

  it('says that it is late once that day is over where the maker is (R8)', () => {
    const evening = storyOf(deps, rma({}), turn('2026-12-11T07:00:00Z', 'Asia/Tokyo', '2026-12-11'));
    assert.match(evening.lines[0] ?? '', /Please send it by/);
    const over = storyOf(deps, rma({}), turn('2026-12-11T09:00:00Z', 'Asia/Tokyo', '2026-12-11'));
    assert.match(over.lines[0] ?? '', /It was to be sent by .* still active until Monday, February 8, 2027/);
  });

  it('links a parcel that can be followed, the one in until it is here and the one out from then on', () => {
    const parcels = [
      { direction: 'inbound' as const, carrier: 'UPS', tracking: '1ZIN', at },
      { direction: 'outbound' as const, carrier: 'UPS', tracking: '1ZOUT', at },
    ];
    const links = (status: Rma['status']) =>
      storyOf(deps, rma({ status, parcels }), turn('2026-11-12T20:00:00Z')).links;
    assert.deepEqual(links('issued'), [{ title: 'Follow the parcel', url: 'https://www.ups.com/track?tracknum=1ZIN' }]);
    assert.deepEqual(links('repairing'), []);
    assert.deepEqual(links('shipped'), [
      { title: 'Follow the parcel', url: 'https://www.ups.com/track?tracknum=1ZOUT' },
    ]);
    const unknown = [{ direction: 'inbound' as const, carrier: 'Uncle Bob', tracking: '1234', at }];
    assert.deepEqual(storyOf(deps, rma({ parcels: unknown }), turn('2026-11-12T20:00:00Z')).links, []);
  });

  it('shows what people typed as they typed it on the card, and harmless in the text', () => {
    const parcels = [{ direction: 'inbound' as const, carrier: HOSTILE, tracking: '1234', at }];
    const { text, card } = told(storyOf(deps, rma({ parcels }), turn('2026-11-12T20:00:00Z')), '');
    assert.doesNotMatch(text, /<img|(?<!\\)\[y\]/);
    assert.ok(card?.kind === 'status' && card.lines.some(line => line.includes(HOSTILE)));
    assert.ok(!card.lead.includes('img'));
  });
});
