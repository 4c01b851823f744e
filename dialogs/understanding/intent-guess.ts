import { type GuessedIntent, PHRASES } from './phrases.ts';
import { plainWords } from './plain-words.ts';

/** What a message most likely wants, judged by its words and pairs of words alone. */
export interface IntentGuess {
  intent: GuessedIntent;
  /** 0 to 1, among the intents that are told apart. */
  probability: number;
  /** The part of the message's words that the examples know; a guess about unknown words is worth little. */
  known: number;
}

export type GuessIntent = (words: string) => IntentGuess | undefined;

const EPOCHS = 15;
const RATE = 0.5;
/** Weights shrink a little at every pass, so that no single odd word decides. */
const SHRINK = 0.004;
/** How strongly an intent may be preferred before a word is read: hardly. */
const BIAS = 0.2;

/**
 * Learns from `PHRASES` to guess intents: a softmax over words, pairs of neighbours and the first two words, weighted
 * by how telling they are. The same phrases always give the same guesses. Learning takes some tens of milliseconds.
 */
export function createIntentGuess(phrases: Readonly<Record<GuessedIntent, string>> = PHRASES): GuessIntent {
  const intents = Object.keys(phrases) as GuessedIntent[];
  const lines = intents.flatMap((intent, label) =>
    phrases[intent]
      .trim()
      .split('\n')
      .map(line => ({ label, grams: gramsOf(plainWords(line)) })),
  );
  const vocabulary = new Map<string, { index: number; weight: number }>();
  const seen = new Map<string, number>();
  for (const { grams } of lines) for (const gram of new Set(grams)) seen.set(gram, (seen.get(gram) ?? 0) + 1);
  for (const [gram, count] of seen)
    vocabulary.set(gram, { index: vocabulary.size, weight: Math.log(1 + lines.length / count) });

  const width = intents.length;
  const weights = learn(
    lines.map(({ label, grams }) => ({ label, features: featuresOf(grams) })),
    vocabulary.size,
    width,
  );

  function featuresOf(grams: readonly string[]): Features {
    const known = grams.flatMap(gram => vocabulary.get(gram) ?? []);
    const length = Math.hypot(...known.map(({ weight }) => weight)) || 1;
    return { indices: known.map(({ index }) => index), values: known.map(({ weight }) => weight / length) };
  }

  return words => {
    const grams = gramsOf(words);
    const singles = grams.filter(gram => gram.startsWith('1 '));
    const features = featuresOf(grams);
    if (features.indices.length === 0) return undefined;
    const chances = softmax(scores(weights, features, vocabulary.size, width));
    const best = chances.indexOf(Math.max(...chances));
    const intent = intents[best];
    const known = singles.filter(gram => vocabulary.has(gram)).length / Math.max(1, singles.length);
    return intent && { intent, probability: chances[best] ?? 0, known };
  };
}

interface Features {
  indices: readonly number[];
  values: readonly number[];
}

const LONGEST = 60;

/** Names of details are read as the words that people use for them. */
const NATURAL: Readonly<Record<string, string>> = { xproduct: 'camera', xrma: 'rma', xcase: 'case', xphone: 'number' };

function gramsOf(words: string): string[] {
  const list = words
    .trim()
    .split(' ')
    .slice(0, LONGEST)
    .map(word => NATURAL[word] ?? word)
    .filter((word, i, all) => word !== '' && word !== all[i - 1]);
  const pairs = list.slice(1).map((word, i) => `2 ${list[i]} ${word}`);
  return [...list.map(word => `1 ${word}`), ...pairs, `0 ${list.slice(0, 2).join(' ')}`];
}

function scores(weights: Float64Array, { indices, values }: Features, size: number, width: number): number[] {
  const result = Array.from({ length: width }, (_, label) => (weights[size * width + label] ?? 0) * BIAS);
  indices.forEach((index, i) => {
    for (let label = 0; label < width; label++) {
      result[label] = (result[label] ?? 0) + (weights[index * width + label] ?? 0) * (values[i] ?? 0);
    }
  });
  return result;
}

function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map(logit => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map(power => power / sum);
}

/** Softmax regression by AdaGrad over a fixed order, so that it comes out the same every time. */
function learn(lines: readonly { label: number; features: Features }[], size: number, width: number): Float64Array {
  const weights = new Float64Array((size + 1) * width);
  const slopes = new Float64Array((size + 1) * width).fill(1e-3);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let n = 0; n < lines.length; n++) {
      // A step that shares no factor with the count visits every line once, the intents mixed.
      const line = lines[(n * 197) % lines.length];
      if (!line) continue;
      const { label, features } = line;
      const chances = softmax(scores(weights, features, size, width));
      for (let i = 0; i <= features.indices.length; i++) {
        const isBias = i === features.indices.length;
        const start = (isBias ? size : (features.indices[i] ?? 0)) * width;
        const value = isBias ? BIAS : (features.values[i] ?? 0);
        for (let other = 0; other < width; other++) {
          const at = start + other;
          const weight = weights[at] ?? 0;
          const slope = ((chances[other] ?? 0) - (other === label ? 1 : 0)) * value + SHRINK * weight;
          const steepness = (slopes[at] ?? 0) + slope * slope;
          slopes[at] = steepness;
          weights[at] = weight - (RATE * slope) / Math.sqrt(steepness);
        }
      }
    }
  }
  return weights;
}
