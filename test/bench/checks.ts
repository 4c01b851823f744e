/** What has to be right whatever the speed: every conversation came to its numbers, and the numbers are on record. */
import type { Held } from './conversation.ts';
import type { Measured, Subject } from './level.ts';
import { lookUp } from './product.ts';
import { failures, type Row } from './report.ts';

/** Numbers of each engine that are looked up. */
const SAMPLE = 25;
const REASONS_TOLD = 10;

/** Whether nothing failed; each reason is told once, with how often. */
export function tellFailures(held: readonly Held[]): boolean {
  const reasons = new Map<string, number>();
  for (const why of failures({ held })) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  const most = [...reasons].sort(([, a], [, b]) => b - a);
  for (const [why, times] of most.slice(0, REASONS_TOLD)) console.error(`${times} conversations failed: ${why}`);
  if (most.length > REASONS_TOLD) console.error(`and ${most.length - REASONS_TOLD} other reasons`);
  return reasons.size === 0;
}

/** Whether no RMA number was given twice, and those of a sample are what the product's REST API says is on record. */
export async function onRecord(subjects: readonly Subject[], rows: readonly Row[]): Promise<boolean> {
  let right = true;
  for (const { name, bot } of subjects.filter(subject => subject.name !== 'echo')) {
    const given = rows.filter(row => row.subject === name).flatMap(({ measured }) => rmaNumbers(measured));
    const step = Math.max(1, Math.floor(given.length / SAMPLE));
    const { looked, missing } = await lookUp(
      bot.address,
      given.filter((_, at) => at % step === 0),
    );
    const twice = given.length - new Set(given).size;
    console.log(
      `${name}: ${given.length} RMAs issued, ${looked - missing.length} of ${looked} looked up are on record`,
    );
    if (twice > 0) console.error(`${name}: ${twice} RMA numbers were given twice`);
    right &&= twice === 0 && looked > 0 && missing.length === 0;
  }
  return right;
}

function rmaNumbers({ held }: Measured): string[] {
  return held.flatMap(one => (one.kind === 'finished' && one.numbers?.rmaNumber ? [one.numbers.rmaNumber] : []));
}
