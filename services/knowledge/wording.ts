/** Questions as they are compared: in small letters, spelled right, without what people say before they come to it. */
import { createSpeller } from '../speller.ts';

export interface Wording {
  /** The whole question as one text. */
  plain(question: string): string;
  /** Its sentences, in order; also where somebody asks after a story, without a full stop between. */
  sentences(question: string): string[];
}

const FILLERS =
  /\b(?:u+h+|u+m+|er+m?|hmm+|hi|hey|hello|yeah|okay|ok|so|like|kinda|gotta|please|pls|guys|well|just|basically|actually|thanks?|thx|you know|i mean|quick question)\b/g;
/** "r m a", "d v r" in a transcript: letters said one by one. */
const SPELLED = /\b[a-z](?: [a-z]){2,}\b/g;
const LONGEST = 1_200;
/** Slips are looked for in so many words at most: who types worse than that is not helped by it. */
const MOST_SLIPS = 24;

/** @param corpus what is known to be spelled right; `isWord` knows the language's other words */
export function createWording(corpus: readonly string[], isWord: (word: string) => boolean): Wording {
  const words = new Set(corpus.flatMap(text => text.toLowerCase().match(/[a-z]+/g) ?? []));
  const spell = createSpeller(words, word => words.has(word) || isWord(word));

  function plain(question: string): string {
    let slips = 0;
    const lower = question
      .slice(-LONGEST)
      .toLowerCase()
      .replace(/[\u2018\u2019]/g, "'")
      .replace(SPELLED, said => said.replaceAll(' ', ''));
    return lower
      .replace(FILLERS, ' ')
      .replace(/[a-z]{4,16}/g, word => {
        const right = slips < MOST_SLIPS ? spell(word) : word;
        if (right !== word) slips++;
        return right;
      })
      .replace(/\s+/g, ' ')
      .trim();
  }

  return {
    plain: question => plain(question) || question.slice(0, LONGEST),
    sentences: question =>
      question
        .slice(-LONGEST)
        .split(BREAK)
        .slice(-MOST_SENTENCES)
        .map(plain)
        .filter(sentence => sentence.includes(' ')),
  };
}

/** Of a longer story the end is read: there people come to the point. */
const MOST_SENTENCES = 12;

const BREAK = /(?<=[.!?])\s+|\n+|\s+[-–—]\s+/;
