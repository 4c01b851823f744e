/** The benchmark's results as a table for people, and what of them decides. */
import type { Held } from './conversation.ts';
import type { Measured } from './level.ts';

export interface Row {
  subject: string;
  measured: Measured;
}

export interface Startup {
  subject: string;
  listeningMs: number;
  firstReplyMs: number;
}

/**
 * How fast the SDK's core-bot sample is, as a share of the echo bot on the same machine: measured once at 16
 * conversations, 300 turns/s in memory and 240 on a database beside 1,060 of the echo bot.
 */
const CORE_BOT = { embedded: 300 / 1060, mongodb: 240 / 1060 };

/** What the product has to reach: so many times core-bot, at so many conversations at once. */
const BARS = [
  { subject: 'embedded', times: 3, coreBot: CORE_BOT.embedded },
  { subject: 'mongodb', times: 2.5, coreBot: CORE_BOT.mongodb },
] as const;
const BAR_AT = 16;
/** From here on the benchmark is as busy as what it measures. */
const BUSY = 0.85;

export function table(rows: readonly Row[]): string {
  const header = [
    'engine',
    'at once',
    'turns/s',
    'x echo',
    'p50 ms',
    'p99 ms',
    'CPU s/1000',
    'MiB',
    'finished',
    'failed',
  ];
  const lines = rows.map(({ subject, measured }) => {
    const echo = rateOf(rows, 'echo', measured.atOnce);
    return [
      subject,
      `${measured.atOnce}`,
      measured.perSecond.toFixed(0),
      echo ? (measured.perSecond / echo).toFixed(2) : '-',
      measured.p50.toFixed(1),
      measured.p99.toFixed(1),
      measured.cpuPerThousand?.toFixed(2) ?? '-',
      measured.residentMiB?.toFixed(0) ?? '-',
      `${measured.held.filter(({ kind }) => kind === 'finished').length}`,
      `${failures(measured).length}`,
    ];
  });
  return columns([header, ...lines]);
}

export function startups(all: readonly Startup[]): string {
  return all
    .map(
      ({ subject, listeningMs, firstReplyMs }) =>
        `${subject}: listens after ${listeningMs.toFixed(0)} ms, first reply after ${firstReplyMs.toFixed(0)} ms`,
    )
    .join('\n');
}

/** Each engine against its bar, where it was measured beside the echo bot. */
export function bars(rows: readonly Row[]): string {
  const echo = rateOf(rows, 'echo', BAR_AT);
  if (!echo) return '';
  return BARS.flatMap(({ subject, times, coreBot }) => {
    const rate = rateOf(rows, subject, BAR_AT);
    const bar = times * coreBot * echo;
    return rate === undefined
      ? []
      : [
          `${subject} at ${BAR_AT}: ${(rate / (coreBot * echo)).toFixed(1)} times core-bot, ${rate < bar ? 'BELOW' : 'over'} the bar of ${times} (${rate.toFixed(0)} of ${bar.toFixed(0)} turns/s)`,
        ];
  }).join('\n');
}

export function warnings(rows: readonly Row[]): string {
  return rows
    .filter(({ measured }) => measured.ownLoad > BUSY)
    .map(
      ({ subject, measured: { atOnce, ownLoad } }) =>
        `${subject} at ${atOnce}: the benchmark itself took ${(ownLoad * 100).toFixed(0)} % of a processor; the bot may be faster than that.`,
    )
    .join('\n');
}

/** Why conversations failed: a reason for each. */
export function failures({ held }: { held: readonly Held[] }): string[] {
  return held.flatMap(one => (one.kind === 'failed' ? [one.why] : []));
}

function rateOf(rows: readonly Row[], subject: string, atOnce: number): number | undefined {
  return rows.find(row => row.subject === subject && row.measured.atOnce === atOnce)?.measured.perSecond;
}

/** The first column to the left, the numbers to the right. */
function columns(cells: readonly string[][]): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)));
  return cells
    .map(row =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
