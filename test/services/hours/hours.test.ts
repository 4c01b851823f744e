import assert from 'node:assert/strict';
import { HoursContent } from '../../../services/hours/content.ts';
import { isOn } from '../../../services/hours/holidays.ts';
import { createHours } from '../../../services/hours/hours.ts';
import { shippedProfile } from '../profile/shipped.ts';

const ZONE = 'America/Los_Angeles';

function hoursOf(week: object, holidays: { name: string; on: string }[] = []) {
  return createHours(HoursContent.parse({ week, holidays }), ZONE);
}

const DAY = [{ from: '08:00', to: '17:00' }];
const OFFICE = { monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: DAY };

describe('business hours', () => {
  it('tell that somebody is there, and until when', () => {
    const hours = hoursOf(OFFICE);
    assert.deepEqual(hours.at(new Date('2026-11-25T16:00:00Z')), {
      kind: 'open',
      until: new Date('2026-11-26T01:00:00Z'),
    });
    assert.equal(hours.isOpen(new Date('2026-11-26T00:59:59Z')), true);
    assert.equal(hours.isOpen(new Date('2026-11-26T01:00:00Z')), false);
  });

  it('tell when somebody is there again: before work, after it, over a weekend', () => {
    const hours = hoursOf(OFFICE);
    const opens = (at: string) => hours.nextOpen(new Date(at)).toISOString();
    assert.equal(opens('2026-11-25T14:00:00Z'), '2026-11-25T16:00:00.000Z');
    assert.equal(opens('2026-11-26T02:00:00Z'), '2026-11-26T16:00:00.000Z');
    assert.equal(opens('2026-11-28T02:00:00Z'), '2026-11-30T16:00:00.000Z');
    assert.equal(opens('2026-11-25T16:30:00Z'), '2026-11-25T16:30:00.000Z');
  });

  it('know breaks, and days that end at midnight', () => {
    const hours = hoursOf({
      monday: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '24:00' },
      ],
    });
    assert.equal(hours.isOpen(new Date('2026-11-30T20:30:00Z')), false);
    assert.deepEqual(hours.at(new Date('2026-12-01T07:00:00Z')), {
      kind: 'open',
      until: new Date('2026-12-01T08:00:00Z'),
    });
  });

  it('keep to the clock on the wall when that changes', () => {
    const hours = hoursOf({ sunday: DAY });
    assert.equal(hours.nextOpen(new Date('2026-03-08T06:00:00Z')).toISOString(), '2026-03-08T15:00:00.000Z');
    assert.equal(hours.nextOpen(new Date('2026-11-01T06:00:00Z')).toISOString(), '2026-11-01T16:00:00.000Z');
  });

  it('leave holidays out, and name them', () => {
    const hours = hoursOf(OFFICE, [{ name: 'Thanksgiving Day', on: 'fourth thursday of november' }]);
    assert.deepEqual(hours.at(new Date('2026-11-26T18:00:00Z')), {
      kind: 'closed',
      opensAt: new Date('2026-11-27T16:00:00Z'),
      holiday: 'Thanksgiving Day',
    });
    assert.equal(hours.isBusinessDay('2026-11-26'), false);
    assert.equal(hours.isBusinessDay('2026-11-27'), true);
    assert.equal(hours.isBusinessDay('2026-11-28'), false);
  });

  it('are told in words', async () => {
    const { hours, company } = await shippedProfile();
    assert.equal(
      createHours(hours, company.timeZone).told().replaceAll('\u202f', ' '),
      'Monday to Friday, 8:00 AM to 5:00 PM (Pacific Time)',
    );
    assert.match(hoursOf({ ...OFFICE, friday: [{ from: '08:00', to: '12:00' }] }).told(), /Thursday, .*; Friday, /);
  });
});

describe('a holiday', () => {
  it('comes once, every year, or on a weekday of a month', () => {
    assert.ok(isOn('2026-12-24', '2026-12-24') && !isOn('2026-12-24', '2027-12-24'));
    assert.ok(isOn('12-25', '2026-12-25') && isOn('12-25', '2031-12-25') && !isOn('12-25', '2026-12-26'));
    const mondays = ['2027-05-03', '2027-05-10', '2027-05-17', '2027-05-24', '2027-05-31'];
    assert.deepEqual(
      mondays.filter(date => isOn('last monday of may', date)),
      ['2027-05-31'],
    );
    assert.deepEqual(
      mondays.filter(date => isOn('second monday of may', date)),
      ['2027-05-10'],
    );
  });
});

describe('hours that cannot be', () => {
  const refusal = (content: object) => HoursContent.safeParse({ holidays: [], ...content }).error?.issues[0]?.message;

  it('are refused with what is right', () => {
    assert.match(refusal({ week: {} }) ?? '', /hours on one day/);
    assert.match(refusal({ week: { monday: [{ from: '17:00', to: '08:00' }] } }) ?? '', /end after it begins/);
    assert.match(refusal({ week: { monday: [{ from: '8am', to: '17:00' }] } }) ?? '', /such as 08:00/);
    assert.match(
      refusal({
        week: {
          monday: [
            { from: '12:00', to: '17:00' },
            { from: '08:00', to: '10:00' },
          ],
        },
      }) ?? '',
      /in order/,
    );
    assert.match(
      refusal({ week: { monday: DAY }, holidays: [{ name: 'Leap', on: '02-30' }] }) ?? '',
      /must be a date such as/,
    );
  });
});
