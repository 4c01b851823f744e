import assert from 'node:assert/strict';
import { readDate } from '../../../dialogs/understanding/date.ts';

/** A Thursday. */
const THURSDAY = new Date('2025-06-12T15:00:00Z');
const SUNDAY = new Date('2025-06-15T15:00:00Z');

function read(text: string, now = THURSDAY, country = 'US') {
  return readDate(text, { now, timeZone: 'UTC', country });
}

describe('since when it is broken', () => {
  const exact: readonly (readonly [said: string, value: string])[] = [
    ['today', '2025-06-12'],
    ['this morning', '2025-06-12'],
    ['3 hours ago', '2025-06-12'],
    ['yesterday', '2025-06-11'],
    ['yesterday evening', '2025-06-11'],
    ['yesteday', '2025-06-11'],
    ['last night', '2025-06-11'],
    ['the day before yesterday', '2025-06-10'],
    ['2 days ago', '2025-06-10'],
    ['two days ago', '2025-06-10'],
    ['a day ago', '2025-06-11'],
    ['3 weeks ago', '2025-05-22'],
    ['a week ago', '2025-06-05'],
    ['two weeks ago', '2025-05-29'],
    ['for two weeks', '2025-05-29'],
    ['since two weeks', '2025-05-29'],
    ['from two weeks', '2025-05-29'],
    ['for the last 3 days', '2025-06-09'],
    ['a fortnight ago', '2025-05-29'],
    ['2 weeks', '2025-05-29'],
    ['two weeks', '2025-05-29'],
    ['3 days now', '2025-06-09'],
    ['the 5th', '2025-06-05'],
    ['last month we moved, then a storm came on Friday and ever since then no video', '2025-06-06'],
    ['last Tuesday', '2025-06-10'],
    ['Tuesday', '2025-06-10'],
    ['on Tuesday', '2025-06-10'],
    ['since Monday', '2025-06-09'],
    ['on Thursday', '2025-06-05'],
    ['last Thursday', '2025-06-05'],
    ['Friday night', '2025-06-06'],
    ['it died on tusday', '2025-06-10'],
    ['Monday last week', '2025-06-02'],
    ['a week ago Tuesday', '2025-06-03'],
    ['two Tuesdays ago', '2025-06-03'],
    ['May 28', '2025-05-28'],
    ['May 28th', '2025-05-28'],
    ['may 28', '2025-05-28'],
    ['28 May', '2025-05-28'],
    ['28th of May', '2025-05-28'],
    ['the 28th of May 2025', '2025-05-28'],
    ['the 2 of june', '2025-06-02'],
    ['28 May 2024', '2024-05-28'],
    ['May 28, 2024', '2024-05-28'],
    ['28-May-2025', '2025-05-28'],
    ['Dec 3', '2024-12-03'],
    ['december 24', '2024-12-24'],
    ['2025-05-28', '2025-05-28'],
    ['2025/05/28', '2025-05-28'],
    ['2025-05-28T10:30:00Z', '2025-05-28'],
    ['5/28', '2025-05-28'],
    ['5/28/2025', '2025-05-28'],
    ['05/28/25', '2025-05-28'],
    ['28/5/2025', '2025-05-28'],
    ['28.5.2025', '2025-05-28'],
    ['28.05.25', '2025-05-28'],
    ['may twenty eighth', '2025-05-28'],
    ['june second', '2025-06-02'],
    ['the third of june', '2025-06-03'],
    ['since the 3rd', '2025-06-03'],
    ['on the 28th', '2025-05-28'],
    ['on the 5th of last month', '2025-05-05'],
    ['Christmas', '2024-12-25'],
    ['February 29 2024', '2024-02-29'],
    ['stopped working on January 5th', '2025-01-05'],
  ];
  for (const [said, value] of exact) {
    it(`"${said}" is ${value}`, () => {
      const reading = read(said);
      assert.equal(reading.kind === 'date' && reading.value, value);
    });
  }

  const vague: readonly (readonly [said: string, value: string])[] = [
    ['about two weeks ago', '2025-05-29'],
    ['around May 28', '2025-05-28'],
    ['a few days ago', '2025-06-09'],
    ['a couple of days ago', '2025-06-10'],
    ['last week', '2025-06-05'],
    ['since last month', '2025-05-01'],
    ['in March', '2025-03-01'],
    ['since May', '2025-05-01'],
    ['since march of last year', '2024-03-01'],
    ['March 2024', '2024-03-01'],
    ['in july', '2024-07-01'],
    ['early May', '2025-05-01'],
    ['mid-April', '2025-04-15'],
    ['end of May', '2025-05-31'],
    ['beginning of last month', '2025-05-01'],
    ['over the weekend', '2025-06-07'],
    ['last weekend', '2025-06-07'],
    ['3 months ago', '2025-03-12'],
    ['2023', '2023-01-01'],
    ['since 2024', '2024-01-01'],
    ['a year ago', '2024-06-12'],
    ['may', '2025-05-01'],
  ];
  for (const [said, value] of vague) {
    it(`"${said}" is about ${value}`, () => {
      const reading = read(said);
      assert.equal(reading.kind === 'date' && reading.value, value);
      assert.equal(reading.kind === 'date' && reading.vague, true);
    });
  }

  for (const said of ['yesterday', 'May 28', 'last Tuesday', 'two weeks ago', '2025-05-28']) {
    it(`"${said}" is not vague`, () => {
      const reading = read(said);
      assert.equal(reading.kind === 'date' && reading.vague, false);
    });
  }

  it('on a Sunday, "last Tuesday" is five days ago', () => {
    const reading = read('it stopped last Tuesday', SUNDAY);
    assert.equal(reading.kind === 'date' && reading.value, '2025-06-10');
  });

  it('reads 5/6 as its country writes it', () => {
    const american = read('5/6/2025');
    const german = read('5/6/2025', THURSDAY, 'DE');
    assert.equal(american.kind === 'date' && american.value, '2025-05-06');
    assert.equal(german.kind === 'date' && german.value, '2025-06-05');
  });

  it('counts days in the zone of the person', () => {
    const lateInUtc = new Date('2025-06-12T02:00:00Z');
    const reading = readDate('yesterday', { now: lateInUtc, timeZone: 'America/Los_Angeles' });
    assert.equal(reading.kind === 'date' && reading.value, '2025-06-10');
  });

  it('takes UTC where the zone is none', () => {
    const reading = readDate('today', { now: THURSDAY, timeZone: 'Mars/Olympus' });
    assert.equal(reading.kind === 'date' && reading.value, '2025-06-12');
  });

  it('tells relative dates from calendar dates', () => {
    const counted = read('three days ago');
    const named = read('May 3');
    assert.equal(counted.kind === 'date' && counted.relative, true);
    assert.equal(named.kind === 'date' && named.relative, false);
  });

  it('says which words it read', () => {
    const reading = read('The camera died about two weeks ago, I think.');
    assert.equal(reading.kind === 'date' && reading.said, 'about two weeks ago');
  });

  const future: readonly (readonly [said: string, value: string])[] = [
    ['tomorrow', '2025-06-13'],
    ['next week', '2025-06-19'],
    ['June 20', '2025-06-20'],
    ['June 20, 2026', '2026-06-20'],
    ['in 3 days', '2025-06-15'],
    ['2026-01-01', '2026-01-01'],
  ];
  for (const [said, value] of future) {
    it(`"${said}" is ahead`, () => {
      const reading = read(said);
      assert.equal(reading.kind === 'future' && reading.value, value);
    });
  }

  for (const said of [
    '',
    'no idea',
    'since the storm',
    'it may be broken',
    'it might have been the surge',
    'serial 1234567890',
    'the cameras march in line',
    'it works 24/7',
    'a 1/4 inch screw',
    'firmware 1.9',
    'May I ask why?',
    'February 30',
    '2025-13-45',
    '99/99/2025',
    'model SD4N35-PG-E1',
    'camera 3 of 12',
    'in a second monitor',
    'one of the two',
    'the 2nd camera',
    'the sun shines into it',
    'it sat in a box',
    'a few cameras',
    'always',
  ]) {
    it(`is not in "${said}"`, () => assert.equal(read(said).kind, 'none'));
  }
});
