/** What a hand-off is when it begins, and what each of its steps writes: pure, so that a step can be decided on again. */
import type { Writing } from '../changing.ts';
import type { Event } from '../event.ts';
import type { Notice } from '../notices/notice.ts';
import { type Caller, type Handoff, type Line, marksOf, type Side } from './handoff.ts';

/** What begins a hand-off. */
export interface Request {
  key: string;
  channel: string;
  conversation: string;
  caller: Caller;
  caseNumber?: string | undefined;
  rmaNumber?: string | undefined;
  summary: string;
  medium?: Handoff['medium'] | undefined;
  before?: Handoff['before'] | undefined;
}

export type NewLine = Pick<Line, 'to' | 'kind'> & Partial<Line>;

/** What changes, and who has to hear of it; `kind` is that of the event. */
export interface Step {
  kind: string;
  set: Partial<Handoff>;
  lines: NewLine[];
}

/** So long somebody has to take it before the customer is told that nobody is free. */
export const WAIT_MS = 2 * 60_000;
/** A call, or a chat in another hub: how it ends is told by whoever carries it, or never. */
const ELSEWHERE_MS = 4 * 3_600_000;
/** As long as a conversation is kept. */
const DAYS_KEPT = 30;
const DAY_MS = 86_400_000;
/** Lines that are kept after they were carried: a second delivery of a message comes within minutes. */
const LINES_KEPT = 50;
/** Before anything: with it a filter asks the index for dates alone, and skips what has none. */
export const EVER = new Date(0);

/** Waits from now on, and every room that wants to hear of chats is to be told. */
export function fresh(request: Request, id: string, at: Date, noticesOf: NoticesOf): Handoff {
  const { key, channel, conversation, medium = 'chat', ...told } = request;
  const first: Line = { n: 1, key, at, to: 'rooms', kind: 'changed' };
  return {
    ...told,
    ...{ _id: id, schema: 1, version: 1, requestKey: key, medium, state: 'waiting', channel, conversation },
    open: `${channel}:${conversation}`,
    askedAt: at,
    dueAt: new Date(at.getTime() + (medium === 'chat' ? WAIT_MS : ELSEWHERE_MS)),
    ...{ posts: [], lines: [first], lastLine: 1, carried: { customer: 0, staff: 0, rooms: 0 } },
    linesAt: at,
    held: { customer: EVER, staff: EVER, rooms: EVER },
    events: [{ at, actor: 'customer', kind: 'asked' }],
    ...noticed(noticesOf({ _id: id, version: 1 }, 'asked', 'waiting')),
    about: marksOf({ channel, conversation, ...told }),
    removeAt: new Date(at.getTime() + DAYS_KEPT * DAY_MS),
  };
}

/** Who else is to be told that something happened; empty where nobody is. */
export type NoticesOf = (
  of: Pick<Handoff, '_id' | 'version'>,
  kind: string,
  state: Handoff['state'],
) => readonly Notice[];

function noticed(notices: readonly Notice[]): Pick<Handoff, 'notices' | 'noticesAt'> {
  return { notices: [...notices], ...(notices[0] && { noticesAt: notices[0].at }) };
}

/** What is said is nobody's but the two's; the rest are stages of the hand-off. */
const BETWEEN_THE_TWO: ReadonlySet<string> = new Set(['said', 'answered', 'offered', 'kept']);

export function writing(
  before: Handoff,
  decision: Step,
  { at, actor, key, noticesOf }: { at: Date; actor: string; key: string; noticesOf: NoticesOf },
): Writing<Handoff> {
  const event: Event = { at, actor, kind: decision.kind, key };
  const { _id, version } = before;
  const isStage = !BETWEEN_THE_TWO.has(decision.kind);
  const state = decision.set.state ?? before.state;
  const notices = isStage ? [...noticesOf({ _id, version: version + 1 }, decision.kind, state)] : [];
  const added = decision.lines.map((line, index) => ({ ...line, n: before.lastLine + index + 1, key, at }));
  if (added.length === 0) return { kind: 'write', set: decision.set, events: [event], notices };
  return {
    kind: 'write',
    set: {
      ...decision.set,
      lines: [...pruned(before), ...added],
      lastLine: before.lastLine + added.length,
      linesAt: before.linesAt ?? at,
    },
    events: [event],
    notices,
  };
}

/** Without what everybody has heard long since. */
function pruned({ lines, lastLine, carried }: Handoff): Line[] {
  const heard = (side: Side) => carried[side];
  return lines.filter(({ n, to }) => n > heard(to) || n > lastLine - LINES_KEPT);
}
