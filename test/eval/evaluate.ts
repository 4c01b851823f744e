/** Reads all lines of the evaluation with the shipped profile, and holds the result against the bars. */
import { createReader, type Reading } from '../../bot/reader.ts';
import { loadProfile } from '../../services/profile/profile.ts';
import { shipped } from '../../services/shipped.ts';
import { faqLines, intentLines, otherLines, topics } from './lines.ts';
import { type Read, type Score, scoreIntents, scoreOthers, scoreQuestions } from './scores.ts';

/** The least that is good enough, in percent; of wrong answers, the most. */
export const BARS: Readonly<Record<string, number>> = {
  intents: 93,
  slots: 93,
  'first of the articles': 75,
  'among the first three': 90,
  'answered right': 68,
  'answered wrong': 8,
  'sent elsewhere': 88,
};

export interface Evaluation {
  split: 'all' | 'held';
  lines: number;
  scores: Score[];
}

export async function evaluate(): Promise<Evaluation[]> {
  const read = await createReader(await loadProfile(shipped('services/profile/pelco')));
  const all = async <L extends { text: string; now?: string | undefined }>(lines: L[]): Promise<Read<L>[]> => {
    const found: Read<L>[] = [];
    for (const line of lines) {
      const reading: Reading = await read(line.text, new Date(`${line.now ?? '2025-06-12'}T12:00:00Z`));
      found.push({ line, reading });
    }
    return found;
  };
  const intents = await all(intentLines());
  const questions = await all(faqLines().map(line => ({ ...line, now: undefined })));
  const others = await all(otherLines().map(line => ({ ...line, now: undefined })));
  return (['all', 'held'] as const).map(split => {
    const of = <T extends { line: { split: string } }>(rows: T[]) =>
      rows.filter(({ line }) => split === 'all' || line.split === split);
    return {
      split,
      lines: of(intents).length + of(questions).length + of(others).length,
      scores: [scoreIntents(of(intents)), scoreQuestions(of(questions), topics()), scoreOthers(of(others))],
    };
  });
}

export function isGoodEnough(figure: string, value: number): boolean {
  const bar = BARS[figure] ?? 0;
  return figure === 'answered wrong' ? value <= bar : value >= bar;
}
