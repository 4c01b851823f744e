import assert from 'node:assert/strict';
import { type CallTimeOptions, readCallTime } from '../../../dialogs/understanding/call-time.ts';
import { HoursContent } from '../../../services/hours/content.ts';
import { createHours } from '../../../services/hours/hours.ts';

const DAY = [{ from: '08:00', to: '17:00' }];
const week = { monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: DAY };
const { isOpen, nextOpen } = createHours(HoursContent.parse({ week, holidays: [] }), 'America/Los_Angeles');

/** A Wednesday, at ten in California and at one in New York. */
const NOW = new Date('2026-11-18T18:00:00Z');

function read(text: string, more: Partial<CallTimeOptions> = {}): string {
  const options = { now: NOW, timeZone: 'America/Los_Angeles', isOpen, nextOpen, ...more };
  const reading = readCallTime(text, options);
  const clock = (at: Date) => new Date(at.getTime() - 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
  switch (reading.kind) {
    case 'at':
      return clock(reading.at);
    case 'closed':
      return `closed ${clock(reading.at)}, ${clock(reading.nearest)}`;
    case 'which-time':
      return `when on ${reading.date}`;
    default:
      return reading.kind;
  }
}

/** Each answer with what it means, by the clock in California. */
function rules(name: string, told: Record<string, string>, more: Partial<CallTimeOptions> = {}): void {
  it(name, () => {
    const understood = Object.fromEntries(Object.keys(told).map(text => [text, read(text, more)]));
    assert.deepEqual(understood, told);
  });
}

describe('when somebody may be called', () => {
  rules('is a day and a time', {
    'tomorrow at 10': '11-19 10:00',
    'Tmrw 10:30 am pls': '11-19 10:30',
    'tomorow 9': '11-19 09:00',
    'friday 2pm': '11-20 14:00',
    'Next Monday morning': '11-23 09:00',
    'monday afternoon': '11-23 14:00',
    'noon tomorrow': '11-19 12:00',
    'the day after tomorrow at 3': '11-20 15:00',
    'dec 3 at 9am': '12-03 09:00',
    'on the 3rd of december at 9': '12-03 09:00',
    '12/3 9am': '12-03 09:00',
    '2026-12-03 15:00': '12-03 15:00',
    'on the 3rd at 9': '12-03 09:00',
    'in two days at 11': '11-20 11:00',
    'You can call me tomorrow after 3': '11-19 15:00',
    'between 2 and 4 tomorrow': '11-19 14:00',
    'tomorrow, 2 to 4 pm': '11-19 14:00',
    'tomorrow 11-2pm': '11-19 11:00',
    'any time tomorrow afternoon': '11-19 14:00',
    'half past two tomorrow': '11-19 14:30',
    'quarter to 9 on friday': '11-20 08:45',
    'friday at 15:00': '11-20 15:00',
    "tomorrow at three o'clock": '11-19 15:00',
    'first thing tomorrow': '11-19 08:00',
  });

  rules('is the next such time, where no day is named', {
    '3pm': '11-18 15:00',
    '3ish': '11-18 15:00',
    'around 11ish': '11-18 11:00',
    '3': '11-18 15:00',
    'at 11': '11-18 11:00',
    '9': '11-19 09:00',
    '10am': '11-19 10:00',
    'in the morning': '11-19 09:00',
    'this afternoon': '11-18 14:00',
    'today after 3': '11-18 15:00',
    'in an hour': '11-18 11:00',
    'in half an hour': '11-18 10:30',
    'in 90 minutes': '11-18 11:30',
    'in an hour and a half': '11-18 11:30',
  });

  rules('is a weekday ahead, today’s only while its time is', {
    'wednesday at 3': '11-18 15:00',
    'wednesday at 9': '11-25 09:00',
    'tuesday at 9': '11-24 09:00',
    'friday next week at 9': '11-27 09:00',
  });

  rules(
    'is by the customer’s own clock',
    { 'tomorrow at noon': '11-19 09:00', 'in an hour': '11-18 11:00' },
    {
      timeZone: 'America/New_York',
    },
  );

  rules('is by the clock that they name', {
    'tomorrow 1pm eastern': '11-19 10:00',
    'tomorrow 1pm et': '11-19 10:00',
    'friday 11am CST': '11-20 09:00',
    'tomorrow at 17:00 UTC': '11-19 09:00',
  });

  rules('is asked about where nobody is there then', {
    'saturday at 10': 'closed 11-21 10:00, 11-23 08:00',
    'tomorrow at 6pm': 'closed 11-19 18:00, 11-20 08:00',
    tonight: 'closed 11-18 18:00, 11-19 08:00',
    'tomorrow 7am': 'closed 11-19 07:00, 11-19 08:00',
  });

  rules('is asked for, where only a day is named', {
    tomorrow: 'when on 2026-11-19',
    'Friday would be good': 'when on 2026-11-20',
    'some time next week': 'when on 2026-11-23',
  });

  rules(
    'is of the day that was named before',
    { '10am': '11-20 10:00', 'after lunch': '11-20 12:00', 'at 2': '11-20 14:00' },
    {
      onDate: '2026-11-20',
    },
  );

  rules('is as soon as it can be', {
    asap: 'soon',
    'as soon as possible please': 'soon',
    whenever: 'soon',
    now: 'soon',
  });

  rules('cannot be over, nor too far ahead', {
    'today at 9': 'past',
    'yesterday at 3': 'past',
    'november 2 at 10': 'past',
    'january 20 at 10': 'too-far',
    'march 3 9am': 'too-far',
    'in 6 weeks at 10': 'too-far',
  });

  rules('is not in everything that has a number', {
    no: 'none',
    'never mind': 'none',
    '555-0100': 'none',
    '559-555-0142': 'none',
    'call me at 8005550100': 'none',
    'call me at +1 800 555 0100': 'none',
    'jo1@acme.com': 'none',
    A1B2C3: 'none',
    'SD4E35-PG': 'none',
    '7123456789': 'none',
    yes: 'none',
    'it may be the fuse': 'none',
  });

  it('is right over a change of the clocks', () => {
    const now = new Date('2026-03-06T18:00:00Z');
    const reading = readCallTime('monday at 9', { now, timeZone: 'America/Los_Angeles', isOpen, nextOpen });
    assert.deepEqual(reading, { kind: 'at', at: new Date('2026-03-09T16:00:00Z') });
  });

  it('costs nothing in a text made to cost', () => {
    for (const part of ['in a ', '10:', 'the ', 'on this next ', '1 ', 'half past ', '1-', 'tomorrow ']) {
      assert.ok(read(part.repeat(2_000)).length > 0);
    }
  });
});
