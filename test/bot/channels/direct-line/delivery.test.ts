import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDelivery, type DeliveryDependencies } from '../../../../bot/channels/direct-line/delivery.ts';
import { activityId } from '../../../../bot/channels/direct-line/transcript.ts';
import type { Turn } from '../../../../bot/conversation.ts';

/** A conversation of turns with so many replies each; the first is the arrival. */
function conversation(replies: number[]): Turn[] {
  let seq = 0;
  return replies.map((count, index) => {
    const kind = index === 0 ? 'arrived' : 'message';
    const turn: Turn = {
      activityId: String(index),
      seq,
      at: new Date(0),
      said: { kind, text: `${index}`, attachments: 0, from: 'me' },
      replies: Array.from({ length: count }, (_, n) => ({ text: `${index}.${n}` })),
    };
    seq += count + (index === 0 ? 0 : 1);
    return turn;
  });
}

describe('delivery to one socket', () => {
  const settled = () => new Promise(resolve => setImmediate(resolve));

  it('is complete, in order and without repeats, however reading and saving fall together', async () => {
    const steps = fc.array(fc.constantFrom('save', 'publish', 'read', 'tick', 'outage'), {
      minLength: 5,
      maxLength: 60,
    });
    const sizes = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sizes, steps, fc.nat(6), async (replies, script, watermark) => {
        const turns = conversation(replies);
        const total = turns.reduce((sum, turn, index) => sum + turn.replies.length + (index === 0 ? 0 : 1), 0);
        const start = Math.min(watermark, total);
        const sent: Parameters<DeliveryDependencies['send']>[0][] = [];
        const pending: (() => void)[] = [];
        let saved = 0;
        let published = 0;
        let away = false;
        const delivery = createDelivery({
          conversation: 'c',
          watermark: start,
          // What a read sees is fixed when it begins; it resolves when the script says so.
          turns() {
            const snapshot = turns.slice(0, saved);
            const failing = away;
            return new Promise((resolve, reject) => {
              pending.push(() => (failing ? reject(new Error('away')) : resolve(snapshot)));
            });
          },
          send: set => sent.push(set),
        });

        void delivery.catchUp();
        for (const step of script) {
          const next = turns[published];
          if (step === 'save' && saved < turns.length) saved++;
          else if (step === 'publish' && published < saved && next) {
            published++;
            delivery.turn(next);
          } else if (step === 'read') pending.shift()?.();
          else if (step === 'tick') void delivery.catchUp();
          else if (step === 'outage') away = !away;
          await settled();
        }
        away = false;
        for (; published < turns.length; published++) {
          saved = Math.max(saved, published + 1);
          const next = turns[published];
          if (next) delivery.turn(next);
        }
        void delivery.catchUp();
        for (let times = 0; times < 5; times++) {
          while (pending.length > 0) pending.shift()?.();
          await settled();
          void delivery.catchUp();
        }

        const ids = sent.flatMap(set => set.activities.map(({ id }) => id));
        assert.deepEqual(
          ids,
          Array.from({ length: total - start }, (_, index) => activityId('c', start + index)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('reads back what another process has answered', async () => {
    const turns = conversation([1, 1, 1]);
    const [first, , third] = turns;
    const sent: Parameters<DeliveryDependencies['send']>[0][] = [];
    let recorded = turns.slice(0, 1);
    const delivery = createDelivery({
      conversation: 'c',
      watermark: 0,
      turns: async () => recorded,
      send: set => sent.push(set),
    });
    assert.ok(first && third);
    await delivery.catchUp();
    recorded = turns;
    delivery.turn(third);
    await settled();
    assert.deepEqual(
      sent.map(({ watermark }) => watermark),
      ['1', '5'],
    );
  });
});
