/** Whether somebody of the staff may come into a chat now. */
import type { Hours } from '../hours/hours.ts';
import type { Rooms } from '../staff/rooms.ts';

export type Reach =
  /** People are there, in rooms that are told of chats. */
  | { kind: 'staffed' }
  /** It is not their time; `opensAt` is when it is again. */
  | { kind: 'closed'; opensAt: Date; holiday?: string }
  /** Another hub takes it over, whatever the hour. */
  | { kind: 'hub' }
  /** Nobody comes into a chat of this kind, at any time. */
  | { kind: 'unstaffed' };

/**
 * @param channels in which what staff say can be shown at any moment
 * @param hubs channels behind which another hub takes customers over
 */
export function createReach(deps: {
  rooms: Pick<Rooms, 'wanting'>;
  hours: Pick<Hours, 'at'>;
  channels: readonly string[];
  hubs?: readonly string[] | undefined;
}): (channel: string, now: Date) => Promise<Reach> {
  return async (channel, now) => {
    if (deps.hubs?.includes(channel)) return { kind: 'hub' };
    if (!deps.channels.includes(channel)) return { kind: 'unstaffed' };
    const rooms = await deps.rooms.wanting('chats');
    if (rooms.length === 0) return { kind: 'unstaffed' };
    const standing = deps.hours.at(now);
    return standing.kind === 'open' ? { kind: 'staffed' } : standing;
  };
}
