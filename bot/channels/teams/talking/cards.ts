/** The cards of a chat: for the rooms, for whoever takes it, and for a colleague who is asked to take over. */
import { writeMoment } from '../../../../services/calendar.ts';
import type { Handoff } from '../../../../services/handoff/handoff.ts';
import type { Desk } from '../../../conversation.ts';
import { spokenIn } from '../../../spoken.ts';
import { type AdaptiveCard, aloud, type Element, run } from '../../elements.ts';
import { folds, head, linked, said } from '../cards/parts.ts';
import type { Message } from '../sender.ts';
import type { StaffTexts } from '../texts.ts';
import { fill, press } from './buttons.ts';
import { spokenLines } from './transcript.ts';

export interface ChatCardsDependencies {
  history: Desk['history'];
  texts: StaffTexts;
  /** IANA: the maker's, for rooms in which people of several zones may be. */
  timeZone: string;
  fileLink?: ((id: string, now: Date) => string) | undefined;
  now: () => Date;
}

export interface ChatCards {
  /** How it stands, for everybody; whoever is first may take it. */
  room(handoff: Handoff): Promise<Message>;
  /** For whoever talks from now on. */
  briefing(handoff: Handoff): Promise<Message>;
  /** For a colleague whom `name` asks to take over. */
  asking(handoff: Handoff, name: string): Promise<Message>;
}

export function createChatCards({ history, texts, timeZone, fileLink, now }: ChatCardsDependencies): ChatCards {
  const { talking } = texts;

  async function spoken({ channel, conversation, caller, before }: Handoff): Promise<Element[]> {
    const earlier = before ? ((await history(before.channel, before.conversation)) ?? []) : [];
    const turns = [...earlier, ...((await history(channel, conversation)) ?? [])];
    const names = { customer: talking.whoOf(caller), desk: talking.desk };
    return spokenLines(spokenIn(turns, names), id => fileLink?.(id, now()));
  }

  function facts({ caller, summary, caseNumber, rmaNumber, note }: Handoff): Element[] {
    const { labels } = talking;
    const line = (label: string, value: string | undefined) => (value ? [said(label, value)] : []);
    const mail = caller.email ? [linked(labels.email, [{ text: caller.email, url: `mailto:${caller.email}` }])] : [];
    return [
      ...line(labels.about, summary),
      ...line(labels.company, caller.company),
      ...mail,
      ...line(labels.phone, caller.phone),
      ...line(labels.case, caseNumber && talking.caseNumber(caseNumber)),
      ...line(labels.rma, rmaNumber && talking.caseNumber(rmaNumber)),
      ...line(labels.note, note),
    ];
  }

  function card(title: string, body: Element[], actions: Element[]): Message {
    const shown: AdaptiveCard = {
      ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5' },
      ...{ speak: aloud(title), fallbackText: title, body },
      ...(actions.length > 0 && { actions }),
    };
    return { card: shown, summary: title };
  }

  return {
    async room(handoff) {
      const { _id: id, state, caller, staff, askedAt, since, outcome } = handoff;
      const isCall = handoff.medium === 'phone';
      const title = (isCall ? talking.calls : talking.wants)(talking.whoOf(caller));
      const name = staff?.name ?? '';
      const isWaiting = state === 'waiting';
      const waits = isCall ? talking.rings : talking.waiting;
      const stands = isWaiting ? waits : state === 'talking' ? talking.withStaff(name) : talking.talkEnded;
      const from = writeMoment(state === 'talking' && since ? since : askedAt, timeZone);
      const look = isWaiting ? 'Attention' : state === 'talking' ? 'Accent' : 'Default';
      const below = state === 'ended' ? talking.ended(outcome, name, isCall) : talking.since(from);
      const body = [
        ...head({ title, below, state: stands, look, banner: undefined }),
        ...facts(handoff),
        ...folds([{ id: 'said', title: talking.transcript, items: await spoken(handoff) }]),
      ];
      return card(title, body, isWaiting && !isCall ? [press(talking.take, { id, do: 'accept' })] : []);
    },

    async briefing(handoff) {
      const { _id: id, caller } = handoff;
      const title = talking.youTalk(talking.whoOf(caller));
      const body = [
        run(title, { weight: 'Bolder', size: 'Medium' }),
        ...facts(handoff),
        { type: 'Container', separator: true, items: await spoken(handoff) },
        { ...run(talking.how, { isSubtle: true, size: 'Small' }), separator: true },
      ];
      return card(title, body, [
        press(talking.back, { id, do: 'back' }),
        fill(talking.transfer, { id, do: 'transfer' }),
        fill(talking.close, { id, do: 'close' }),
      ]);
    },

    async asking(handoff, name) {
      const title = talking.wantsYou(name, talking.whoOf(handoff.caller));
      const body = [
        run(title, { weight: 'Bolder', size: 'Medium' }),
        ...facts(handoff),
        { type: 'Container', separator: true, items: await spoken(handoff) },
      ];
      return card(title, body, [press(talking.takeOver, { id: handoff._id, do: 'accept' })]);
    },
  };
}
