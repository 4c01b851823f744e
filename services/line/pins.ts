/**
 * Codes of six digits that carry a story from a call into a chat, or from a chat into a call: each counts once, for ten
 * minutes, at one of the two doors. The store knows no code, only keyed digests.
 */
import { z } from 'zod';
import { type Index, isDuplicateKey, type Store } from '../store/port.ts';
import type { Digest, DrawCode } from '../verification/digests.ts';
import type { Tries } from './tries.ts';

export const PIN_MINUTES = 10;

/** Where it is to be typed, or keyed in. */
export type Door = 'chat' | 'phone';

/** What whoever takes over is to know. */
export const Story = z.object({
  /** Where it was told. */
  channel: z.string(),
  conversation: z.string(),
  summary: z.string(),
  caseNumber: z.string().optional(),
  rmaNumber: z.string().optional(),
  /** The draft of an intake, as far as it is known. */
  draft: z.unknown().optional(),
});
export type Story = z.infer<typeof Story>;

export interface Guesser {
  /** The call, or the chat. */
  holder: string;
  /** The number or the network that it comes from, where that is known. */
  from?: string | undefined;
  /** Of what brought the code: delivered again, it is right again (R23). */
  key: string;
}

/** As people read and say it: `482 913`. */
export function writePin(pin: string): string {
  return `${pin.slice(0, 3)} ${pin.slice(3)}`;
}

export type Redeemed = { kind: 'right'; story: Story } | { kind: 'wrong' } | { kind: 'locked' };

export interface Pins {
  /** The same key again gives the same code (R23). */
  issue(door: Door, story: Story, key: string): Promise<string>;
  redeem(door: Door, pin: string, by: Guesser): Promise<Redeemed>;
}

const Kept = z.object({
  _id: z.string(),
  /** Digest of the key that it was drawn for. */
  for: z.string(),
  story: z.string(),
  /** Digest of what brought it. */
  usedBy: z.string().optional(),
  removeAt: z.date(),
});
type Kept = z.infer<typeof Kept>;

export const pinIndexes: Index[] = [{ collection: 'pins', key: { removeAt: 1 }, expires: true }];

/** Wrong codes of one call or chat, of one caller or network, and of everybody together. */
const OF_HOLDER = { most: 3, minutes: 60 };
const OF_CALLER = { most: 5, minutes: 60 };
/** However many callers guess: one in a million is right for each code that counts. */
const OF_ALL = { most: 60, minutes: PIN_MINUTES };
const MOST_DRAWS = 20;
const MINUTE_MS = 60_000;

export function createPins(deps: {
  store: Store;
  tries: Tries;
  digest: Digest;
  drawCode: DrawCode;
  now: () => Date;
}): Pins {
  const { tries, digest, drawCode, now } = deps;
  const pins = deps.store.collection<Kept>('pins');

  return {
    async issue(door, story, key) {
      const drawnFor = digest('pin-for', door, key);
      const removeAt = new Date(now().getTime() + PIN_MINUTES * MINUTE_MS);
      for (let draw = 0; draw < MOST_DRAWS; draw++) {
        const pin = drawCode(`pin ${door} ${key} ${draw}`);
        const _id = digest('pin', door, pin);
        try {
          await pins.insertOne({ _id, for: drawnFor, story: JSON.stringify(story), removeAt });
          return pin;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
        const taken = await pins.findOne({ _id });
        if (taken?.for === drawnFor) return pin;
      }
      throw new Error('no code is free');
    },

    async redeem(door, pin, { holder, from, key }) {
      const usedBy = digest('pin-by', holder, key);
      const _id = digest('pin', door, pin);
      const before = await pins.findOne({ _id, usedBy });
      if (before) return { kind: 'right', story: Story.parse(JSON.parse(before.story)) };
      const limits = [
        { who: `pin holder ${door} ${holder}`, limit: OF_HOLDER },
        ...(from === undefined ? [] : [{ who: `pin caller ${from}`, limit: OF_CALLER }]),
        { who: `pin all ${door}`, limit: OF_ALL },
      ];
      if (!(await tries.take(limits))) return { kind: 'locked' };
      const free = { _id, usedBy: { $exists: false } };
      const found = await pins.findOneAndUpdate(free, { $set: { usedBy } }, { returnDocument: 'after' });
      if (!found) return { kind: 'wrong' };
      await tries.giveBack(limits.map(({ who }) => who));
      return { kind: 'right', story: Story.parse(JSON.parse(found.story)) };
    },
  };
}
