/** So many conversations at once for so long, and what they measured. */
import type { BotProcess, Usage } from './bot-process.ts';
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

export interface Measured {
  atOnce: number;
  /** Turns that ended within the time, per second. */
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Seconds of the bot's processor time; undefined where the system does not tell. */
  cpuPerThousand: number | undefined;
  residentMiB: number | undefined;
  /** How much of one processor the benchmark itself took, 0 to 1: near 1 it measures itself. */
  ownLoad: number;
  held: Held[];
}

/** Conversations begin until the time is over; those under way are held to their end, but no longer measured. */
export async function measure(deps: {
  subject: Subject;
  connector: Connector;
  visitors: Visitors;
  atOnce: number;
  seconds: number;
}): Promise<Measured> {
  const { subject, connector, visitors, atOnce, seconds } = deps;
  const turns: TurnTaken[] = [];
  const held: Held[] = [];
  const end = performance.now() + seconds * 1000;

  async function talkOn(): Promise<void> {
    while (performance.now() < end) {
      const n = subject.visitors++;
      const id = `${subject.name}-${n}`.replaceAll(' ', '-');
      const onTurn = (turn: TurnTaken) => turns.push(turn);
      const { address } = subject.bot;
      held.push(await hold({ visitors, connector, address, id, talker: subject.talker(n), onTurn }));
    }
  }

  const before = await subject.bot.usage();
  const own = process.cpuUsage();
  const talking = Promise.all(Array.from({ length: atOnce }, talkOn));
  await new Promise(done => setTimeout(done, end - performance.now()));
  const after = await subject.bot.usage();
  const { user, system } = process.cpuUsage(own);
  await talking;
  const counted = turns.filter(({ ended }) => ended <= end);
  const times = counted.map(({ took }) => took).sort((a, b) => a - b);
  return {
    atOnce,
    perSecond: counted.length / seconds,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    cpuPerThousand: cpuBetween(before, after, counted.length),
    residentMiB: after?.residentMiB,
    ownLoad: (user + system) / 1e6 / seconds,
    held,
  };
}

/** By the nearest rank; NaN of nothing. */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

function cpuBetween(before: Usage | undefined, after: Usage | undefined, turns: number): number | undefined {
  return before && after && turns > 0 ? ((after.cpuSeconds - before.cpuSeconds) / turns) * 1000 : undefined;
}
