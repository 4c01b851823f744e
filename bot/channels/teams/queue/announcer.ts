/** Says in rooms what is to be announced there, at a pace that Teams takes, again where that failed. */

import type { Announcements, Batch } from '../../../../services/announcements/announcements.ts';
import { createRounds, type Timer } from '../../../../services/rounds.ts';
import type { Room as KnownRoom, Rooms } from '../../../../services/staff/rooms.ts';
import type { Log } from '../../../log.ts';
import type { Delivered, Message, Sender } from '../sender.ts';

export interface Announcer {
  start(): void;
  /** Resolves once nothing is due that can be said now. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface AnnouncerDependencies {
  announcements: Announcements;
  /** What every morning asks for; resolves to when there is something next. */
  daily: () => Promise<Date>;
  rooms: Pick<Rooms, 'find' | 'miss' | 'reached'>;
  sender: Pick<Sender, 'post' | 'begin'>;
  /** Undefined where nothing is left to be said. */
  write: (batch: Batch, room: KnownRoom) => Promise<Message | undefined>;
  now: () => Date;
  timer: Timer;
  log: Pick<Log, 'info' | 'warn'>;
}

const SECOND_MS = 1_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** Three times within so long, and once an hour is over it counts as gone (`rooms.miss`). */
const MISSED_MS = 30 * 60_000;
const FIRST_PAUSE_MS = 5_000;

export function createAnnouncer(deps: AnnouncerDependencies): Announcer {
  const { announcements, daily, rooms, sender, write, now, timer, log } = deps;
  const rounds = createRounds({ goOver, timer, log, failed: 'announcements cannot be read' });
  let forget = () => {};
  const later = (ms: number) => new Date(now().getTime() + ms);

  async function goOver(isClosing: () => boolean): Promise<number> {
    const next = await daily();
    while (!isClosing()) {
      const batch = await announcements.take();
      if (!batch) break;
      await say(batch);
    }
    const due = [next, await announcements.nextDue()].flatMap(at => at?.getTime() ?? []);
    return Math.max(SECOND_MS, Math.min(...due) - now().getTime());
  }

  async function say(batch: Batch): Promise<void> {
    const room = await rooms.find(batch.room);
    const wanted = batch.announcements.filter(
      ({ topic, giveUpAt }) => giveUpAt > now() && room?.topics.includes(topic) === true,
    );
    const dropped = batch.announcements.filter(one => !wanted.includes(one));
    if (dropped.length > 0) await announcements.end({ ...batch, announcements: dropped });
    if (!room || wanted.length === 0) return;
    const left = { ...batch, announcements: wanted };
    try {
      const message = await write(left, room);
      if (!message) return await announcements.end(left);
      const place = { serviceUrl: room.serviceUrl, conversation: room._id };
      // In a channel each has a thread of its own, in which it can be talked about.
      const delivered = await (room.kind === 'channel' ? sender.begin(place, message) : sender.post(place, message));
      await settle(left, room, delivered);
    } catch (err) {
      log.warn({ err }, 'an announcement failed, will try again');
      await announcements.postpone(left, later(pauseAfter(left)));
    }
  }

  async function settle(batch: Batch, room: KnownRoom, delivered: Delivered): Promise<void> {
    switch (delivered.kind) {
      case 'sent':
        await announcements.end(batch);
        if (room.missed) await rooms.reached(room._id);
        return;
      case 'gone': {
        const isDropped = await rooms.miss(room._id);
        log.info({ code: delivered.code, isDropped }, 'a room in Teams was not to be found');
        if (isDropped) await announcements.end(batch);
        else await announcements.postpone(batch, later(MISSED_MS), later(MISSED_MS));
        return;
      }
      case 'failed': {
        const { retryAfterMs, cause } = delivered;
        const pause = Math.max(retryAfterMs, pauseAfter(batch));
        log.warn({ status: cause.status, code: cause.code }, 'an announcement was not taken, will try again');
        await announcements.postpone(batch, later(pause), later(retryAfterMs));
      }
    }
  }

  return {
    start() {
      forget = announcements.onQueued(() => void rounds.wake());
      void rounds.wake();
    },
    idle: () => rounds.wake(),
    close() {
      forget();
      return rounds.close();
    },
  };
}

function pauseAfter({ announcements }: Batch): number {
  const attempts = Math.max(...announcements.map(one => one.attempts));
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 4 ** Math.max(0, attempts - 1));
}
