import assert from 'node:assert/strict';
import { createRatings, LONGEST_COMMENT, type Ratings, ratingIndexes } from '../../../services/ratings/ratings.ts';
import type { Store } from '../../../services/store/port.ts';
import { type OpenStore, onBothEngines } from '../engines.ts';

onBothEngines('ratings', contract, ratingIndexes);

function contract(open: OpenStore): void {
  let time: Date;
  let store: Store;
  let ratings: Ratings;
  beforeEach(async () => {
    time = new Date('2100-03-10T06:00:00Z');
    store = await open(() => time);
    ratings = createRatings({ store, now: () => time, timeZone: 'America/Los_Angeles' });
  });

  it('are counted by score, on the day of the maker', async () => {
    await ratings.rate({ key: 'a', score: 5 });
    await ratings.rate({ key: 'b', score: 5 });
    time = new Date('2100-03-10T09:00:00Z');
    await ratings.rate({ key: 'c', score: 1 });
    assert.deepEqual(await ratings.latest(30), [
      { day: '2100-03-09', scores: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 2 } },
      { day: '2100-03-10', scores: { 1: 1, 2: 0, 3: 0, 4: 0, 5: 0 } },
    ]);
    assert.deepEqual(
      (await ratings.latest(1)).map(({ day }) => day),
      ['2100-03-10'],
    );
  });

  it('count once for each question; whoever answers anew has changed their mind', async () => {
    await Promise.all([1, 2, 3].map(() => ratings.rate({ key: 'a', score: 2 })));
    await ratings.rate({ key: 'a', score: 4 });
    assert.deepEqual(await ratings.latest(1), [{ day: '2100-03-09', scores: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 0 } }]);
  });

  it('say nothing of who gave them; the comment stands with the case, and both are gone after a year', async () => {
    await ratings.rate({ key: 'a', score: 2 });
    await ratings.comment({ key: 'a', score: 2, caseNumber: '4123456789', text: 'x'.repeat(5_000) });
    await ratings.comment({ key: 'a', score: 2, caseNumber: '4123456789', text: 'again' });
    const rating = await store.collection('ratings').findOne({ _id: 'a' });
    assert.deepEqual(Object.keys(rating ?? {}).sort(), ['_id', 'day', 'expiresAt', 'score']);
    const comment = await store
      .collection<{ _id: string; text: string }>('comments')
      .findOne({ caseNumber: '4123456789' });
    assert.equal(comment?.text.length, LONGEST_COMMENT);
    time = new Date('2101-03-10T06:00:00Z');
    const left = ['ratings', 'comments'].map(name => store.collection(name).countDocuments({}));
    assert.deepEqual(await Promise.all(left), [0, 0]);
  });
}
