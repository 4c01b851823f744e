/** The customer is writing: whoever talks to them sees it, as Teams shows it for some seconds. */
import type { Handoffs } from '../../../../services/handoff/handoffs.ts';
import type { People } from '../../../../services/staff/people.ts';
import type { Log } from '../../../log.ts';
import type { Sender } from '../sender.ts';

/** Teams shows it so long, and clients tell it at every few letters. */
const SHOWN_MS = 4_000;
const MOST = 1_000;

export function createTyping(deps: {
  handoffs: Pick<Handoffs, 'openOf'>;
  people: Pick<People, 'find'>;
  sender: Pick<Sender, 'typing'>;
  now: () => Date;
  log: Pick<Log, 'warn'>;
}): (channel: string, conversation: string) => void {
  const { handoffs, people, sender, now, log } = deps;
  const told = new Map<string, number>();

  async function tell(channel: string, conversation: string): Promise<void> {
    const talk = await handoffs.openOf(channel, conversation);
    const chat = talk?.talking ? (await people.find(talk.talking))?.chat : undefined;
    if (chat) await sender.typing(chat);
  }

  return (channel, conversation) => {
    const key = `${channel}:${conversation}`;
    const at = now().getTime();
    if (at - (told.get(key) ?? 0) < SHOWN_MS) return;
    if (told.size >= MOST) told.clear();
    told.set(key, at);
    tell(channel, conversation).catch((err: unknown) => log.warn({ err }, 'that a customer writes was not shown'));
  };
}
