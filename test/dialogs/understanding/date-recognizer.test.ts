import assert from 'node:assert/strict';
import { recognizeDate, timeWindow } from '../../../dialogs/understanding/date-recognizer.ts';

const options = { now: new Date('2025-06-12T15:00:00Z'), timeZone: 'UTC' };

describe('the full date recognizer', () => {
  it('is not asked where the quick forms suffice', async () => {
    const reading = await recognizeDate('since yesterday', options);
    assert.deepEqual(reading, { kind: 'date', value: '2025-06-11', said: 'yesterday', vague: false, relative: true });
  });

  it('reads what the quick forms do not', async () => {
    const reading = await recognizeDate('it broke on thanksgiving', options);
    assert.equal(reading.kind === 'date' && reading.value, '2024-11-28');
  });

  it('survives what it crashes on', async () => {
    const reading = await recognizeDate('it stopped after the update in March', options);
    assert.equal(reading.kind === 'date' && reading.value, '2025-03-01');
  });

  for (const text of [
    '1 '.repeat(500),
    `monday-ish ${'1 '.repeat(300)}`,
    `weeks ${'9'.repeat(400)}`,
    `ago ${'a'.repeat(500)} 1 1 1 1`,
    'ago ((((((',
  ]) {
    it(`is never given ${JSON.stringify(text.slice(0, 24))}…`, () => assert.equal(timeWindow(text), undefined));
  }

  it('is given no more than a short stretch', () => {
    const window = timeWindow(`${'word '.repeat(100)} two mondays before easter ${'word '.repeat(100)}`);
    assert.ok(window === undefined || window.length <= 120);
  });

  it('is not given a text without a hint of a date', () => {
    assert.equal(timeWindow('serial 1234567890'), undefined);
    assert.equal(timeWindow('since the storm'), undefined);
  });
});
