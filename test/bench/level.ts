/** So many conversations at once for so long, and what they measured. */
import type { BotProcess } from './bot-process.ts';
import type { Connector } from './connector.ts';
import { type Held, hold, type Talker, type TurnTaken } from './conversation.ts';
import type { Visitors } from './visitor.ts';

/** A bot under test. */
export interface Subject {
  name: string;
  bot: BotProcess;
  /** Who talks to it: the n-th of all its visitors. */
  talker(n: number): Talker;
  /** How many have come so far. */
  visitors: number;
}

/** What some seconds of a level have shown. */
export interface Slice {
  seconds: number;
  /** How long each turn took that ended within the time, in ms. */
  times: number[];
  /** Processor time of the bot and of the benchmark itself, in seconds; undefined where the system does not tell. */
  botCpu: number | undefined;
  ownCpu: number;
  residentMiB: number | undefined;
  held: Held[];
}

export interface Measured {
  atOnce: number;
  /** Turns that ended within the time, per second. */
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Seconds of the bot's processor time. */
  cpuPerThousand: number | undefined;
  residentMiB: number | undefined;
  /** How much of one processor the benchmark itself took, 0 to 1: near 1 it measures itself. */
  ownLoad: number;
  held: Held[];
}

/** So long are conversations held on that were under way when the time was over. */
const GRACE_MS = 8_000;

/** Conversations begin until the time is over; those under way are held on, but no longer measured. */
export async function measure(deps: {
  subject: Subject;
  connector: Connector;
  visitors: Visitors;
  atOnce: number;
  seconds: number;
}): Promise<Slice> {
  const { subject, connector, visitors, atOnce, seconds } = deps;
  const turns: TurnTaken[] = [];
  const held: Held[] = [];
  const end = performance.now() + seconds * 1000;

  async function talkOn(): Promise<void> {
    while (performance.now() < end) {
      const n = subject.visitors++;
      const id = `${subject.name}-${n}`;
      const onTurn = (turn: TurnTaken) => turns.push(turn);
      const { address } = subject.bot;
      held.push(
        await hold({ visitors, connector, address, id, talker: subject.talker(n), until: end + GRACE_MS, onTurn }),
      );
    }
  }

  const before = await subject.bot.usage();
  const own = process.cpuUsage();
  const talking = Promise.all(Array.from({ length: atOnce }, talkOn));
  await new Promise(done => setTimeout(done, end - performance.now()));
  const after = await subject.bot.usage();
  const { user, system } = process.cpuUsage(own);
  await talking;
  return {
    seconds,
    times: turns.filter(({ ended }) => ended <= end).map(({ took }) => took),
    botCpu: before && after && after.cpuSeconds - before.cpuSeconds,
    ownCpu: (user + system) / 1e6,
    residentMiB: after?.residentMiB,
    held,
  };
}

/** The slices of one level as one. */
export function together(atOnce: number, slices: readonly Slice[]): Measured {
  const sum = (of: (slice: Slice) => number) => slices.reduce((total, slice) => total + of(slice), 0);
  const times = slices.flatMap(slice => slice.times).sort((a, b) => a - b);
  const isTold = slices.every(({ botCpu }) => botCpu !== undefined) && times.length > 0;
  return {
    atOnce,
    perSecond: times.length / sum(({ seconds }) => seconds),
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    cpuPerThousand: isTold ? (sum(({ botCpu = 0 }) => botCpu) / times.length) * 1000 : undefined,
    residentMiB: slices.at(-1)?.residentMiB,
    ownLoad: sum(({ ownCpu }) => ownCpu) / sum(({ seconds }) => seconds),
    held: slices.flatMap(({ held }) => held),
  };
}

/** By the nearest rank; NaN of nothing. */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}
