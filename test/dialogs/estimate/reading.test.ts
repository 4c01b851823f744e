import assert from 'node:assert/strict';
import { isPlainYes, readQuestion, readWish } from '../../../dialogs/estimate/reading.ts';
import { createUnderstanding } from '../../../dialogs/understanding/understand.ts';
import { shippedCatalog } from '../../services/profile/shipped.ts';

describe('what is said to an estimate', () => {
  let hear: (text: string) => Promise<Parameters<typeof readWish>[0]>;
  before(async () => {
    const { understand } = createUnderstanding({ catalog: await shippedCatalog(), country: 'US' });
    hear = async text => ({ text, understood: await understand(text, { now: new Date('2026-11-10T17:00:00Z') }) });
  });

  for (const [wish, lines] of Object.entries({
    approve: [
      'approve',
      'I approve',
      'authorize the repair',
      'go ahead',
      'fix it please',
      'the first one',
      '1',
      'we accept',
      'hm wait no. repair it',
      'no, fix it',
    ],
    return: [
      ...['return it unrepaired', 'send it back', 'please ship it back to us', "don't repair it, send it back", '2'],
      ...["don't scrap it, send it back", 'no repair, return it', 'I want it back', 'no, send it back'],
    ],
    scrap: [
      'scrap it',
      'you can throw it away',
      'no repair, scrap it',
      'get rid of it',
      'do not send it back, scrap it',
    ],
    decline: [
      ...['no', 'I decline', "don't repair it", 'too expensive', 'we do not approve', 'not accepted', 'neither'],
      ...["no, I can't approve that", 'no, we do not accept', 'no I will not authorize it'],
    ],
  })) {
    for (const line of lines) {
      it(`“${line}” is taken for ${wish}`, async () => assert.equal(readWish(await hear(line)), wish));
    }
  }

  for (const line of [
    ...[
      'yes',
      'hmm',
      "I'd like to talk to a person about the repair",
      'cancel',
      'should I scrap it?',
      'do not scrap it',
    ],
    ...[
      'what if I approve?',
      'I will repair it myself',
      'scrap it or send it back, I do not care',
      'where is my repair?',
    ],
    'can you return it to another address?',
  ]) {
    it(`“${line}” takes no way`, async () => assert.equal(readWish(await hear(line)), undefined));
  }

  for (const line of [
    'yes',
    'Yes please',
    'ok do it',
    'sure, go ahead',
    'I approve',
    'yes, authorize it',
    '👍',
    'agreed',
  ]) {
    it(`“${line}” is a yes to the repair`, async () => assert.ok(isPlainYes(await hear(line), 'approve')));
  }

  for (const line of [
    ...["I'd like to talk to a person", 'yes but only if it is under warranty', 'ok how long?', 'yes, scrap it', 'no'],
    ...['yes and no', 'I would like to think about it', 'I have a question', 'maybe', 'yes, but not the labor'],
    'I will repair it myself',
  ]) {
    it(`“${line}” is no plain yes to the repair`, async () =>
      assert.equal(isPlainYes(await hear(line), 'approve'), false));
  }

  for (const [asked, lines] of Object.entries({
    return: ['what does the return cost?', 'how much to send it back?', 'what does return cost'],
    scrap: ['when would you scrap it?', 'what would the scrap cost me', 'how much is scrapping?'],
    fee: ['why the fee?', 'why do I have to pay?', 'what is the fee for?'],
    all: ['how much is it?', 'what is the total', 'show me the estimate again', 'what does it cost'],
  })) {
    for (const line of lines) {
      it(`“${line}” asks of ${asked}`, async () => assert.equal(readQuestion(await hear(line)), asked));
    }
  }

  for (const line of ['how long does a repair take?', 'what about my warranty?', 'approve', 'why?']) {
    it(`“${line}” is nothing that the estimate answers`, async () =>
      assert.equal(readQuestion(await hear(line)), undefined));
  }
});
