import assert from 'node:assert/strict';
import { createOutbox, Order, outboxIndexes } from '../../../services/notifications/outbox.ts';
import type { Collection, Store, Stored } from '../../../services/store/port.ts';
import { createDrawCode } from '../../../services/verification/digests.ts';
import { MOST } from '../../../services/verification/limits.ts';
import {
  CODE_MINUTES,
  CodeOrder,
  createVerification,
  MOST_TRIES,
  type Verification,
  verificationIndexes,
} from '../../../services/verification/verification.ts';
import { type OpenStore, onBothEngines } from '../engines.ts';
import { type Clock, createClock } from '../notifications/clock.ts';

const indexes = [...verificationIndexes, ...outboxIndexes];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const JO = 'jo@acme.com';
const KEY = Buffer.alloc(32, 7);

onBothEngines('one-time codes', rules, indexes);

function rules(open: OpenStore): void {
  let clock: Clock;
  let store: Store;
  let codes: Verification;
  beforeEach(async () => {
    clock = createClock();
    store = await open(clock.now);
    codes = replica();
  });

  /** One more process over the same store. */
  function replica(over: Store = store): Verification {
    return createVerification({
      store: over,
      outbox: createOutbox({ store: over, now: clock.now }),
      key: KEY,
      now: clock.now,
      drawCode: createDrawCode(KEY),
      isKnown: async email => email === JO,
    });
  }

  /** What was ordered for an address, the latest last. */
  async function ordered(to = JO): Promise<{ code: string; wanted: string; key: string }[]> {
    const mails = store.collection<Stored & { content: string }>('mails');
    const found = await mails.find({ to }, { sort: { queuedAt: 1 } }).toArray();
    return found.map(({ _id, content }) => ({
      ...CodeOrder.parse(Order.parse(JSON.parse(content).order).about),
      key: _id,
    }));
  }

  async function sentCode(request: Partial<Parameters<Verification['request']>[0]> = {}): Promise<string> {
    const before = await ordered(request.email);
    assert.deepEqual(await codes.request({ email: JO, ...request }), { kind: 'requested' });
    const now = await ordered(request.email);
    const fresh = now.find(({ key }) => !before.some(one => one.key === key));
    return fresh?.code ?? assert.fail('no code was sent');
  }

  const other = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');

  it('has 6 digits, and is right once', async () => {
    const code = await sentCode();
    assert.match(code, /^\d{6}$/);
    assert.equal(await codes.check({ email: JO, code: other(code) }), 'wrong');
    assert.equal(await codes.check({ email: 'JO@Acme.com', code }), 'right');
    assert.equal(await codes.check({ email: JO, code }), 'used-up');
  });

  it('is right again only for the very message that it came with, which may be delivered twice (R23)', async () => {
    const code = await sentCode();
    assert.equal(await codes.check({ email: JO, code, key: 'm1' }), 'right');
    assert.equal(await codes.check({ email: JO, code, key: 'm1' }), 'right');
    assert.equal(await codes.check({ email: JO, code: other(code), key: 'm1' }), 'used-up');
    assert.equal(await codes.check({ email: JO, code, key: 'm2' }), 'used-up');
  });

  it('lives 10 minutes', async () => {
    const code = await sentCode();
    clock.pass(CODE_MINUTES * MINUTE - 1);
    assert.equal(await codes.check({ email: JO, code: other(code) }), 'wrong');
    clock.pass(1);
    assert.equal(await codes.check({ email: JO, code }), 'used-up');
  });

  it('may be tried 5 times', async () => {
    const code = await sentCode();
    for (let tries = 1; tries < MOST_TRIES; tries++) {
      assert.equal(await codes.check({ email: JO, code: other(code, tries) }), 'wrong');
    }
    assert.equal(await codes.check({ email: JO, code: other(code) }), 'used-up');
    assert.equal(await codes.check({ email: JO, code }), 'used-up');
  });

  it('grants no more than 5 tries to two processes that race', async () => {
    const code = await sentCode();
    const both = [codes, replica()];
    const judged = await Promise.all(
      Array.from({ length: 30 }, (_, at) => both[at % 2]?.check({ email: JO, code: other(code, at + 1) })),
    );
    assert.equal(judged.filter(one => one === 'wrong').length, MOST_TRIES - 1);
    assert.equal(judged.filter(one => one === 'right').length, 0);
    assert.equal(await codes.check({ email: JO, code }), 'used-up');
  });

  it('is accepted once of two processes that are given it at once', async () => {
    const code = await sentCode();
    const both = [codes, replica()];
    const judged = await Promise.all([0, 1, 2, 3].map(at => both[at % 2]?.check({ email: JO, code })));
    assert.deepEqual(judged.filter(one => one === 'right').length, 1);
  });

  it('makes the one before void', async () => {
    const first = await sentCode();
    clock.pass(MINUTE);
    const second = await sentCode();
    assert.equal(await codes.check({ email: JO, code: first }), first === second ? 'right' : 'wrong');
    assert.equal(await codes.check({ email: JO, code: second }), 'right');
  });

  it('counts only for who asked for it: a stranger can neither use it up nor make it void', async () => {
    const code = await sentCode({ holder: 'owner' });
    assert.equal(await codes.check({ email: JO, code, holder: 'stranger' }), 'used-up');
    await sentCode({ holder: 'stranger' });
    for (let tries = 0; tries < MOST_TRIES; tries++)
      await codes.check({ email: JO, code: '000000', holder: 'stranger' });
    assert.equal(await codes.check({ email: JO, code, holder: 'owner' }), 'right');
  });

  it('counts for its own address alone', async () => {
    const code = await sentCode();
    await codes.request({ email: 'al@acme.com', always: true });
    assert.notEqual(await codes.check({ email: 'al@acme.com', code }), 'right');
  });

  describe('asked for', () => {
    it('again by the same message is one code, one mail and one request (R23)', async () => {
      const code = await sentCode({ key: 'm1' });
      assert.equal(await codes.check({ email: JO, code: other(code) }), 'wrong');
      for (let times = 0; times < 9; times++) {
        clock.pass(1);
        assert.deepEqual(await codes.request({ email: JO, key: 'm1' }), { kind: 'requested' });
      }
      assert.equal((await ordered()).length, 1);
      for (let tries = 2; tries < MOST_TRIES; tries++) await codes.check({ email: JO, code: other(code) });
      assert.equal(await codes.check({ email: JO, code: other(code) }), 'used-up', 'no try was given back');
    });

    it('again by the same message later brings no dead code to life', async () => {
      const code = await sentCode({ key: 'm1' });
      clock.pass(CODE_MINUTES * MINUTE);
      await codes.request({ email: JO, key: 'm1' });
      assert.equal(await codes.check({ email: JO, code }), 'used-up');
    });

    it('goes on where an outage stopped it', async () => {
      const cut = replica(without(store, 'mails'));
      await assert.rejects(cut.request({ email: JO, key: 'm1' }));
      await codes.request({ email: JO, key: 'm1' });
      const [{ code } = assert.fail()] = await ordered();
      assert.equal(await codes.check({ email: JO, code }), 'right');
    });

    it('is mailed at once or not at all', async () => {
      await codes.request({ email: JO });
      const [mail] = await store.collection<Stored & { giveUpAt: Date }>('mails').find({}).toArray();
      assert.equal(mail?.giveUpAt.getTime(), clock.now().getTime() + CODE_MINUTES * MINUTE);
    });

    it('of an unknown address is answered alike, and brings no mail and no way in', async () => {
      assert.deepEqual(await codes.request({ email: 'nobody@acme.com' }), { kind: 'requested' });
      const [{ code, wanted } = assert.fail()] = await ordered('nobody@acme.com');
      assert.equal(wanted, 'no');
      for (let tries = 1; tries < MOST_TRIES; tries++) {
        assert.equal(await codes.check({ email: 'nobody@acme.com', code }), 'wrong');
      }
      assert.equal(await codes.check({ email: 'nobody@acme.com', code }), 'used-up');
    });

    it('of an unknown address makes the store do the very same', async () => {
      const work = async (email: string) => {
        const calls: string[] = [];
        const codes = replica(watched(store, calls));
        await codes.request({ email, network: 'here' });
        for (let tries = 0; tries <= MOST_TRIES; tries++) await codes.check({ email, code: '000000' });
        await codes.check({ email, code: '12' });
        return calls;
      };
      assert.deepEqual(await work('nobody@acme.com'), await work(JO));
    });

    it('for what can be no mailbox is answered alike, and nothing is done', async () => {
      for (const email of [`${'a'.repeat(64)}@${'b'.repeat(250)}.com`, 'jo@acme.com,al@acme.com', '']) {
        assert.deepEqual(await codes.request({ email, always: true }), { kind: 'requested' });
      }
      assert.equal(await store.collection('mails').countDocuments({}), 0);
    });

    it('of a new address is mailed where it is to be proven', async () => {
      const code = await sentCode({ email: 'new@acme.com', always: true });
      assert.equal((await ordered('new@acme.com'))[0]?.wanted, 'yes');
      assert.equal(await codes.check({ email: 'new@acme.com', code }), 'right');
    });
  });

  describe('are limited', () => {
    const asked = (wish: Partial<Parameters<Verification['request']>[0]> = {}) =>
      codes.request({ email: JO, network: 'home', ...wish });
    const tooMany = (retryAfterMinutes: number) => ({ kind: 'too-many', retryAfterMinutes });
    const REQUESTED = { kind: 'requested' };

    it('to 3 an hour for an address from one network, which leaves other networks theirs', async () => {
      for (let times = 0; times < MOST.anHourFromOneNetwork; times++) {
        assert.deepEqual(await asked(), REQUESTED);
        clock.pass(MINUTE);
      }
      assert.deepEqual(await asked(), tooMany(57));
      assert.deepEqual(await asked({ network: 'office' }), REQUESTED);
      clock.pass(57 * MINUTE);
      assert.deepEqual(await asked(), REQUESTED);
    });

    it('to 6 an hour for an address from everywhere', async () => {
      for (let times = 0; times < MOST.anHour; times++)
        assert.deepEqual(await asked({ network: `n${times}` }), REQUESTED);
      assert.deepEqual(await asked({ network: 'office' }), tooMany(60));
    });

    it('to one an hour after 12 in a day, so that nobody is kept out for longer', async () => {
      for (let times = 0; times < MOST.aDay; times++) {
        assert.deepEqual(await asked({ network: `n${times}` }), REQUESTED);
        if (times % MOST.anHour === MOST.anHour - 1) clock.pass(HOUR);
      }
      assert.deepEqual(await asked(), REQUESTED);
      for (let hours = 0; hours < 24; hours++) {
        assert.deepEqual(await asked({ network: `later${hours}` }), tooMany(60));
        clock.pass(HOUR);
        assert.deepEqual(await asked({ network: `again${hours}` }), REQUESTED);
      }
    });

    it('for a mailbox, whatever stands behind a plus', async () => {
      for (let times = 0; times < MOST.anHourFromOneNetwork; times++)
        await asked({ email: `al+${times}@x.com`, always: true });
      assert.deepEqual(await asked({ email: 'al@x.com', always: true }), tooMany(60));
    });

    it('to 20 an hour from one network', async () => {
      for (let times = 0; times < MOST.anHourOfANetwork; times++) {
        assert.deepEqual(await asked({ email: `p${times}@acme.com` }), REQUESTED);
      }
      assert.deepEqual(await asked({ email: 'q@acme.com' }), tooMany(60));
      assert.deepEqual(await asked({ email: 'q@acme.com', network: 'office' }), REQUESTED);
      clock.pass(HOUR);
      assert.deepEqual(await asked({ email: 'q@acme.com' }), REQUESTED);
    });

    it('alike for an unknown address', async () => {
      const tried = async (email: string) => {
        const answers: unknown[] = [];
        for (let times = 0; times < 5; times++) answers.push(await asked({ email, network: email }));
        return answers;
      };
      assert.deepEqual(await tried('nobody@acme.com'), await tried(JO));
    });

    it('and two processes that race send no more', async () => {
      const both = [codes, replica()];
      await Promise.all(Array.from({ length: 12 }, (_, at) => both[at % 2]?.request({ email: JO, network: 'home' })));
      assert.ok((await ordered()).length <= MOST.anHourFromOneNetwork);
    });
  });

  it('stands nowhere in the store but in the mail that is waiting, and neither do address and network', async () => {
    const code = await sentCode({ network: 'home-network', holder: 'holder-of-it' });
    await codes.check({ email: JO, code: other(code), holder: 'holder-of-it', key: 'message' });
    const kept = await Promise.all(['codes', 'codeRequests'].map(name => store.collection(name).find({}).toArray()));
    const written = JSON.stringify(kept);
    assert.equal(kept.flat().length, 2);
    for (const secret of [code, JO, 'acme', 'home-network', 'holder-of-it'])
      assert.ok(!written.includes(secret), secret);
  });

  it('leaves nothing behind after a day but that a mail was sent', async () => {
    await sentCode();
    clock.pass(25 * HOUR);
    for (const name of ['codes', 'codeRequests']) assert.equal(await store.collection(name).countDocuments({}), 0);
  });
}

/** A store in which one collection cannot be reached. */
function without(store: Store, name: string): Store {
  return {
    ...{ blobs: store.blobs, ping: () => store.ping(), close: () => store.close() },
    collection: asked => {
      if (asked !== name) return store.collection(asked);
      return new Proxy(store.collection(asked), {
        get: () => () => Promise.reject(new Error('away')),
      });
    },
  };
}

/** A store that notes what it is asked to do. */
function watched(store: Store, calls: string[]): Store {
  return {
    ...{ blobs: store.blobs, ping: () => store.ping(), close: () => store.close() },
    collection: <T extends Stored>(name: string): Collection<T> => {
      const real = store.collection<T>(name);
      return new Proxy(real, {
        get(_, method: keyof Collection<T>) {
          return (...args: never[]) => {
            calls.push(`${name}.${method}`);
            return (real[method] as (...args: never[]) => unknown).apply(real, args);
          };
        },
      });
    },
  };
}
