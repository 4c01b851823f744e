import assert from 'node:assert/strict';
import { createReader } from '../../bot/reader.ts';
import { shippedProfile } from '../services/profile/shipped.ts';

describe('one sentence, as it is understood', () => {
  const NOW = new Date('2025-06-12T12:00:00Z');
  let read: Awaited<ReturnType<typeof createReader>>;
  before(async () => {
    read = await createReader(await shippedProfile());
  });

  it('has its wish and every detail', async () => {
    const { intent, slots } = await read(
      'rma pls, my Spectra IV SD4N-B1, S/N A1234567, died last Tuesday, jo at acme dot com, five five nine double five five zero one four two',
      NOW,
    );
    assert.equal(intent, 'request-rma');
    assert.equal(slots['model'], 'SD4N-B1');
    assert.equal(slots['serial'], 'A1234567');
    assert.equal(slots['email'], 'jo@acme.com');
    assert.equal(slots['phone'], '+15595550142');
    assert.match(String(slots['faultDate']), /^2025-06-(03|10)$/);
  });

  it('has the articles that answer it, how likely, and what the desk says', async () => {
    const { intent, topic, topics, confident, score, text } = await read('can 4 cameras go in one carton', NOW);
    assert.deepEqual({ intent, topic, confident }, { intent: 'faq', topic: 'packing-multiple-units', confident: true });
    assert.equal(topics.length, 5);
    assert.ok(score > 0.4 && score <= 1);
    assert.match(text, /inner box/);
  });

  it('is not answered where no article tells it', async () => {
    const { confident, text } = await read('what is the capital of Australia', NOW);
    assert.equal(confident, false);
    assert.doesNotMatch(text, /days|\$|warranty/);
  });
});
