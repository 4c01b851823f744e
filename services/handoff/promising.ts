/** A call that was promised reaches whoever can make it: told in rooms at once and when its time comes, else by mail. */
import type { Announcements } from '../announcements/announcements.ts';
import type { Outbox } from '../notifications/outbox.ts';
import type { Rooms } from '../staff/rooms.ts';
import type { CallBack, CallBacks, Promised } from './call-backs.ts';

export const CALL_BACK_MAIL = 'call-back';

/** Before its time, to be ready. */
const AHEAD_MS = 10 * 60_000;
const LATE_MS = 24 * 3_600_000;

/** Done again with the same key nothing is promised or told twice (R23). */
export function createPromise(deps: {
  callBacks: Pick<CallBacks, 'promise'>;
  announcements: Pick<Announcements, 'announce'>;
  rooms: Pick<Rooms, 'wanting'>;
  outbox: Pick<Outbox, 'order'>;
  /** Who is written to where no room wants to hear of chats. */
  mailTo: string;
}): (promised: Promised) => Promise<CallBack> {
  const { callBacks, announcements, rooms, outbox } = deps;
  return async promised => {
    const callBack = await callBacks.promise(promised);
    const { _id: id, at } = callBack;
    const about = { call: id };
    if ((await rooms.wanting('chats')).length === 0) {
      await outbox.order({ key: `call:${id}`, to: deps.mailTo, order: { kind: CALL_BACK_MAIL, about } });
      return callBack;
    }
    const news = { topic: 'chats' as const, about, giveUpAt: new Date(at.getTime() + LATE_MS) };
    await announcements.announce({ ...news, key: `call:${id}` });
    await announcements.announce({ ...news, key: `call-due:${id}`, from: new Date(at.getTime() - AHEAD_MS) });
    return callBack;
  };
}
