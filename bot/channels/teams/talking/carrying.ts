/** What people in Teams have yet to hear of a chat: its card in the rooms, and words in the chat of whoever talks. */
import type { Carried, Carry } from '../../../../services/handoff/carrier.ts';
import type { Handoff, Line } from '../../../../services/handoff/handoff.ts';
import type { Handoffs } from '../../../../services/handoff/handoffs.ts';
import type { People } from '../../../../services/staff/people.ts';
import type { Rooms } from '../../../../services/staff/rooms.ts';
import type { Log } from '../../../log.ts';
import { type AdaptiveCard, type Element, run } from '../../elements.ts';
import { linked } from '../cards/parts.ts';
import type { Delivered, Message, Sender } from '../sender.ts';
import type { StaffTexts } from '../texts.ts';
import type { ChatCards } from './cards.ts';

export interface CarryingDependencies {
  handoffs: Pick<Handoffs, 'posted' | 'lose'>;
  rooms: Pick<Rooms, 'wanting' | 'miss'>;
  people: Pick<People, 'find'>;
  sender: Pick<Sender, 'post' | 'begin' | 'update'>;
  cards: ChatCards;
  texts: StaffTexts;
  fileLink?: ((id: string, now: Date) => string) | undefined;
  now: () => Date;
  log: Pick<Log, 'warn'>;
}

/** A card that cannot be put right for so long is left as it is; a person who cannot be reached for so long is not there. */
const GIVE_UP_MS = 10 * 60_000;
const DONE: Carried = { kind: 'done' };

export function createCarrying(deps: CarryingDependencies): { rooms: Carry; staff: Carry } {
  const { handoffs, rooms, people, sender, cards, texts, fileLink, now, log } = deps;
  const { talking } = texts;
  const isOld = ({ at }: Line) => now().getTime() - at.getTime() > GIVE_UP_MS;

  /** The card stands in every room that wants to hear of chats from the beginning, and is put right wherever it stands. */
  async function toRooms(handoff: Handoff, line: Line): Promise<Carried> {
    const message = await cards.room(handoff);
    const pauses: number[] = [];
    const note = (delivered: Delivered) => {
      if (delivered.kind === 'failed') pauses.push(delivered.retryAfterMs);
    };
    for (const { serviceUrl, conversation, message: id } of handoff.posts) {
      note(await sender.update({ serviceUrl, conversation }, id, message));
    }
    const wanting = handoff.state === 'waiting' ? await rooms.wanting('chats') : [];
    for (const { _id: room, serviceUrl, kind } of wanting) {
      if (handoff.posts.some(post => post.room === room)) continue;
      const place = { serviceUrl, conversation: room };
      const delivered = await (kind === 'channel' ? sender.begin(place, message) : sender.post(place, message));
      note(delivered);
      if (delivered.kind === 'gone') await rooms.miss(room);
      if (delivered.kind !== 'sent' || !delivered.id) continue;
      // In a channel it is the beginning of a thread, which is a conversation of its own.
      const conversation = kind === 'channel' ? `${room};messageid=${delivered.id}` : room;
      await handoffs.posted(handoff._id, { room, serviceUrl, conversation, message: delivered.id });
    }
    if (pauses.length === 0) return DONE;
    if (!isOld(line)) return { kind: 'later', ms: Math.max(...pauses) };
    log.warn({ of: handoff._id }, 'the card of a chat was not put right');
    return DONE;
  }

  async function toStaff(handoff: Handoff, line: Line): Promise<Carried> {
    const { staff } = line;
    if (!staff) return DONE;
    const chat = (await people.find(staff))?.chat;
    const delivered: Delivered = chat
      ? await sender.post(chat, await messageOf(handoff, line))
      : { kind: 'gone', code: 'no-chat' };
    if (delivered.kind === 'sent') return DONE;
    if (delivered.kind === 'failed' && !isOld(line)) return { kind: 'later', ms: delivered.retryAfterMs };
    log.warn({ of: handoff._id, kind: delivered.kind }, 'whoever talks to a customer cannot be reached');
    if (handoff.talking === staff) await handoffs.lose(handoff._id, staff);
    return DONE;
  }

  async function messageOf(handoff: Handoff, line: Line): Promise<Message> {
    const who = talking.whoOf(handoff.caller);
    const { name = '', text = '', files = [] } = line;
    switch (line.kind) {
      case 'joined':
        return cards.briefing(handoff);
      case 'asked':
        return cards.asking(handoff, name);
      case 'said':
        return files.length > 0 ? filesCard(who, text, files) : { text: talking.said(who, text), isPlain: true };
      case 'moved':
        return { text: talking.movedTo(name, who), isPlain: true };
      case 'kept': {
        const isTheirs = handoff.talking === line.staff;
        return { text: isTheirs ? talking.kept(name, who) : talking.keptElse(who), isPlain: true };
      }
      case 'over': {
        const isAsked = handoff.staff?.id !== line.staff;
        const over = talking.over(line.outcome ?? 'closed', who);
        return { text: isAsked ? talking.keptElse(who) : over, isPlain: true };
      }
      case 'changed':
        return cards.room(handoff);
    }
  }

  function filesCard(who: string, text: string, files: NonNullable<Line['files']>): Message {
    const title = text ? talking.said(who, text) : talking.sent(who);
    const shown = files.map(({ id, name, type }): Element => {
      const url = fileLink?.(id, now());
      if (!url || !/^image\/(?:jpeg|png)$/.test(type)) return linked(name, [{ text: name, url }]);
      return { type: 'Image', url, altText: name, size: 'Large', selectAction: { type: 'Action.OpenUrl', url } };
    });
    const card: AdaptiveCard = {
      ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5' },
      ...{ speak: talking.sent(who), fallbackText: title, body: [run(title), ...shown] },
    };
    return { card, summary: title.slice(0, 200) };
  }

  return { rooms: toRooms, staff: toStaff };
}
