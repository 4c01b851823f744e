import type { SentenceVectors } from './sentence-vectors.ts';
import type { Features } from './softmax.ts';

export interface FeatureReader {
  /** Places in the sparse part. */
  readonly sparse: number;
  read(text: string): Features;
}

/** What a text is told by: the direction of its meaning, and which words and pairs of words it holds, rare ones above all. */
export function createFeatures(vectors: SentenceVectors, corpus: readonly string[]): FeatureReader {
  const counts = new Map<string, number>();
  for (const text of corpus) {
    for (const gram of new Set(gramsOf(text))) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  const known = new Map(
    [...counts].map(([gram, count], place) => [
      gram,
      { place, weight: 1 + Math.log((1 + corpus.length) / (1 + count)) },
    ]),
  );

  return {
    sparse: known.size,
    read(text) {
      const often = new Map<string, number>();
      for (const gram of gramsOf(text)) if (known.has(gram)) often.set(gram, (often.get(gram) ?? 0) + 1);
      const found = [...often].map(([gram, times]) => {
        const { place, weight } = known.get(gram) as { place: number; weight: number };
        return { place, value: weight * (1 + Math.log(times)) };
      });
      const length = Math.hypot(...found.map(({ value }) => value)) || 1;
      return {
        dense: vectors.encode(text),
        places: found.map(({ place }) => place),
        values: found.map(({ value }) => value / length),
      };
    },
  };
}

function gramsOf(text: string): string[] {
  const words = text.match(/[\p{L}\d]+/gu) ?? [];
  return [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)];
}
