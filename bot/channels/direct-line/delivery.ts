/**
 * Delivers one conversation to one socket: the recorded turns from a watermark on, then every new one, in order, none
 * missing and none twice. There is one rule for both: whatever lies between the cursor and a turn is read back first.
 */
import type { Turn } from '../../conversation.ts';
import type { Listener } from './fan-out.ts';
import {
  type Activity,
  type ActivitySet,
  activitiesSince,
  endOf,
  type FileAddress,
  type Typing,
  turnActivities,
} from './transcript.ts';

export interface Delivery extends Listener {
  /** Reads back what the socket has not seen; also the way out after the store was away. */
  catchUp(): Promise<void>;
}

export interface DeliveryDependencies {
  conversation: string;
  watermark: number;
  /** The recorded turns; may reject, then the socket stays where it is until the next turn or `catchUp`. */
  turns: () => Promise<Turn[]>;
  send: (set: ActivitySet<Activity | Typing>) => void;
  addressOf?: FileAddress | undefined;
}

export function createDelivery(deps: DeliveryDependencies): Delivery {
  const { conversation, watermark, turns, send, addressOf } = deps;
  let cursor = watermark;
  let reading = false;
  /** Something was saved while the transcript was being read, so that reading may have missed it. */
  let missed = false;
  let behind = true;

  async function readBack(): Promise<void> {
    const set = activitiesSince(conversation, await turns(), cursor, addressOf);
    cursor = Number(set.watermark);
    if (set.activities.length > 0) send(set);
  }

  async function catchUp(): Promise<void> {
    if (reading) {
      missed = true;
      return;
    }
    if (!behind) return;
    reading = true;
    try {
      do {
        missed = false;
        await readBack();
      } while (missed);
      behind = false;
    } catch {
      behind = true;
    } finally {
      reading = false;
    }
  }

  return {
    catchUp,

    turn(turn) {
      if (reading || behind || turn.seq > cursor) {
        behind = true;
        void catchUp();
        return;
      }
      const activities = turnActivities(conversation, turn, cursor, addressOf);
      if (endOf(turn) <= cursor) return;
      cursor = endOf(turn);
      if (activities.length > 0) send({ activities, watermark: String(cursor) });
    },

    passing(activities) {
      send({ activities, watermark: String(cursor) });
    },
  };
}
