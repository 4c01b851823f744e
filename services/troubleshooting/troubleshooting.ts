import type { Kind } from '../catalog/product.ts';
import { clausesOf, createSpelling, NOT, stem } from './clauses.ts';
import type { TroubleshootingContent } from './content.ts';

/** What to try before a return is made (R7). */
export interface Troubleshooting {
  /** The id of the symptom that a customer's own description comes nearest to; undefined where none is told. */
  symptom(problem: string): string | undefined;
  /** What to try for it with a product of that kind; general advice where the symptom is not recognised. */
  steps(problem: string, kind: Kind): { title: string; steps: string[] };
}

/** How many other words may stand between the words of a phrase. */
const SLACK = 3;

interface Phrase {
  symptom: string;
  /** Each word of the phrase with its alternatives. */
  words: readonly ReadonlySet<string>[];
  denies: boolean;
}

export function createTroubleshooting({ fallback, symptoms }: TroubleshootingContent): Troubleshooting {
  const phrases = symptoms.flatMap(({ id, phrases }) => phrases.map(phrase => compiled(phrase, id)));
  const comparable = createSpelling(symptoms.flatMap(({ phrases }) => phrases.flatMap(phrase => phrase.split(/[ |]/))));
  const byId = new Map(symptoms.map(symptom => [symptom.id, symptom]));

  /** The phrase with most words in it decides, then the order of the symptoms. */
  function symptom(problem: string): string | undefined {
    const clauses = clausesOf(problem, comparable);
    let best: Phrase | undefined;
    for (const phrase of phrases) {
      if (best && phrase.words.length <= best.words.length) continue;
      if (clauses.some(clause => occurs(phrase, clause))) best = phrase;
    }
    return best?.symptom;
  }

  return {
    symptom,
    steps(problem, kind) {
      const remedy = byId.get(symptom(problem) ?? '') ?? fallback;
      const variant = remedy.variants.find(({ kinds }) => kinds.includes(kind));
      return { title: remedy.title, steps: variant?.steps ?? remedy.steps };
    },
  };
}

function compiled(phrase: string, symptom: string): Phrase {
  const words = phrase.split(' ').map(word => new Set(word.split('|').map(form => (form === NOT ? NOT : stem(form)))));
  return { symptom, words, denies: words.some(alternatives => alternatives.has(NOT)) };
}

/** Whether all words of a phrase stand close together in a clause, and are not denied there ("no grinding"). */
function occurs({ words, denies }: Phrase, clause: readonly string[]): boolean {
  const reach = words.length + SLACK;
  return clause.some((word, start) => {
    if (!words.some(alternatives => alternatives.has(word))) return false;
    if (!denies && clause.slice(Math.max(0, start - 2), start).includes(NOT)) return false;
    return placed(words, clause.slice(start, start + reach));
  });
}

/** Whether each word of the phrase finds a word of its own: "black screen" is not in "screen". */
function placed(words: readonly ReadonlySet<string>[], window: readonly string[]): boolean {
  const [first, ...rest] = words;
  if (!first) return true;
  return window.some((word, i) => first.has(word) && placed(rest, window.toSpliced(i, 1)));
}
