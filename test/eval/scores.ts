/** How well the desk understands the evaluation's lines, in percent, with what it missed. */
import type { Reading } from '../../bot/reader.ts';
import type { FaqLine, IntentLine, OtherLine, Topic } from './lines.ts';

export interface Read<L> {
  line: L;
  reading: Reading;
}

export interface Score {
  /** Percent. */
  figures: Record<string, number>;
  misses: string[];
}

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole);

export function scoreIntents(read: readonly Read<IntentLine>[]): Score {
  let intents = 0;
  let hits = 0;
  let wrong = 0;
  const misses: string[] = [];
  for (const { line, reading } of read) {
    const isRight = [line.intent, ...(line.alsoOk ?? [])].includes(reading.intent);
    if (isRight) intents++;
    else misses.push(`${line.text}\n    is ${line.intent}, read as ${reading.intent}`);
    for (const key of new Set([...Object.keys(line.slots), ...Object.keys(reading.slots)])) {
      const wanted = key in line.slots ? [line.slots[key]].flat().map(bare) : [];
      const got = bare(reading.slots[key]);
      if (wanted.length === 0 && (got === '' || got === 'false' || (key === 'quantity' && got === '1'))) continue;
      if (wanted.includes(got)) hits++;
      else {
        wrong += (got === '' ? 0 : 1) + (wanted.length > 0 ? 1 : 0);
        misses.push(`${line.text}\n    ${key}: "${got}", not "${wanted.join('" or "')}"`);
      }
    }
  }
  return { figures: { intents: percent(intents, read.length), slots: percent(2 * hits, 2 * hits + wrong) }, misses };
}

/** Without punctuation, as a number may be grouped in any way; a phone without the country code of its home. */
function bare(value: unknown): string {
  const text = String(value ?? '').toLowerCase();
  return (/^\+1\d{10}$/.test(text) ? text.slice(2) : text).replace(/[^a-z0-9]/g, '');
}

/** An answer is right where the desk gives it without a doubt and it states what the topic asks for. */
export function scoreQuestions(read: readonly Read<FaqLine>[], topics: readonly Topic[]): Score {
  const isRight = ({ line, reading }: Read<FaqLine>) =>
    reading.confident && topics.some(topic => line.topic.includes(topic.id) && states(reading.text, topic));
  const first = read.filter(({ line, reading }) => line.topic.includes(reading.topic ?? ''));
  const among3 = read.filter(({ line, reading }) => reading.topics.slice(0, 3).some(id => line.topic.includes(id)));
  const right = read.filter(isRight);
  const wrong = read.filter(one => one.reading.confident && !isRight(one));
  return {
    figures: {
      'first of the articles': percent(first.length, read.length),
      'among the first three': percent(among3.length, read.length),
      'answered right': percent(right.length, read.length),
      'answered wrong': percent(wrong.length, read.length),
    },
    misses: read
      .filter(one => !isRight(one))
      .map(({ line, reading }) => {
        const held = reading.confident ? '' : ', held back';
        return `[${line.style}] ${line.text}\n    is ${line.topic.join(' or ')}, taken for ${reading.topic} (${reading.score.toFixed(2)}${held})`;
      }),
  };
}

export function scoreOthers(read: readonly Read<OtherLine>[]): Score {
  const answered = read.filter(({ reading }) => reading.confident);
  return {
    figures: { 'sent elsewhere': percent(read.length - answered.length, read.length) },
    misses: answered.map(
      ({ line, reading }) =>
        `[${line.kind}] ${line.text}\n    answered with ${reading.topic} (${reading.score.toFixed(2)})`,
    ),
  };
}

/** Whether a text says all that a topic asks for, and nothing that it must not. */
export function states(text: string, { facts, mustNot }: Topic): boolean {
  const plain = text.replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, ' ');
  const says = (pattern: string) => new RegExp(pattern, 'is').test(plain);
  return facts.every(says) && !mustNot.some(says);
}
