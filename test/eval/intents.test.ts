import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createUnderstanding } from '../../dialogs/understanding/understand.ts';
import type { Understood } from '../../dialogs/understanding/understood.ts';
import { createCatalog } from '../../services/catalog/catalog.ts';
import { loadProfile } from '../../services/profile/profile.ts';

/** A sentence with what it means; `held` lines were kept apart while the rules were written. */
interface Line {
  text: string;
  intent: string;
  alsoOk?: string[];
  slots: Record<string, unknown>;
  split: string;
  now?: string;
}

const LINES = readFileSync(join(process.cwd(), 'test/eval/intents.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as Line);

/** The least that is good enough, in percent. */
const BAR = 93;

describe('understanding of real sentences', () => {
  let results: { line: Line; understood: Understood }[];

  before(async () => {
    const profile = await loadProfile(join(process.cwd(), 'services/profile/pelco'));
    const { understand } = createUnderstanding({ catalog: createCatalog(profile), country: 'US' });
    results = await Promise.all(
      LINES.map(async line => ({
        line,
        understood: await understand(line.text, {
          now: new Date(`${line.now ?? '2025-06-12'}T12:00:00Z`),
          timeZone: 'UTC',
        }),
      })),
    );
  });

  for (const split of ['all', 'held']) {
    it(`finds the intent of at least ${BAR} % of ${split} lines`, () => {
      const asked = results.filter(({ line }) => split === 'all' || line.split === split);
      const missed = asked.filter(
        ({ line, understood }) => ![line.intent, ...(line.alsoOk ?? [])].includes(intentOf(understood)),
      );
      assertBar(
        100 * (1 - missed.length / asked.length),
        missed.map(({ line, understood }) => `${line.text} → ${intentOf(understood)}`),
      );
    });

    it(`fills slots with an F1 of at least ${BAR} % on ${split} lines`, () => {
      const asked = results.filter(({ line }) => split === 'all' || line.split === split);
      let hits = 0;
      let wrong = 0;
      const misses: string[] = [];
      for (const { line, understood } of asked) {
        const got = flatSlots(understood);
        for (const key of new Set([...Object.keys(line.slots), ...Object.keys(got)])) {
          const wanted = key in line.slots ? [line.slots[key]].flat().map(value => bare(value)) : [];
          const value = bare(got[key]);
          if (wanted.length === 0 && (value === '' || value === 'false' || (key === 'quantity' && value === '1')))
            continue;
          if (wanted.includes(value)) hits++;
          else {
            wrong += (value === '' ? 0 : 1) + (wanted.length > 0 ? 1 : 0);
            misses.push(`${key} "${value}" for "${wanted}" in: ${line.text}`);
          }
        }
      }
      assertBar((200 * hits) / (2 * hits + wrong), misses);
    });
  }
});

function assertBar(percent: number, misses: readonly string[]): void {
  assert.ok(percent >= BAR, `${percent.toFixed(1)} %\n${misses.join('\n')}`);
}

/** What a message without a wish comes to: a number is looked up, a fault opens a case, the rest is searched in the articles. */
function intentOf({ intents: [first], slots }: Understood): string {
  if (first !== 'none') return first;
  if (slots.caseNumber || slots.rmaNumber) return 'check-status';
  return slots.problem || slots.products.length > 0 ? 'open-case' : 'faq';
}

function flatSlots({ slots, change }: Understood): Record<string, unknown> {
  const { email, phone, products, since } = slots;
  const changed = (field: string): string | undefined => (change?.field === field ? change.value : undefined);
  return {
    email: email && 'value' in email ? email.value : undefined,
    phone: phone?.kind === 'phone' ? phone.value.replace(/^\+1/, '') : undefined,
    model: changed('model') ?? products.find(product => product.model)?.model ?? products[0]?.said,
    serial: changed('serial') ?? products.find(product => product.serial)?.serial?.raw,
    faultDate: since && 'value' in since ? since.value : undefined,
    quantity: changed('quantity') ?? slots.quantity,
    expedite: slots.expedited,
    caseNumber: slots.caseNumber,
    rmaNumber: slots.rmaNumber,
  };
}

function bare(value: unknown): string {
  return value === undefined
    ? ''
    : String(value)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '');
}
