/**
 * Sentences as vectors, so that two that mean the same lie close together. The table in `language/` holds a row for each
 * word piece; a sentence is the mean of its rows. `language/README.md` says where the table comes from.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shipped } from '../shipped.ts';

export interface SentenceVectors {
  /** How many numbers a vector has. */
  readonly dimensions: number;
  /** The direction of a sentence: length 1, or all zeros where it has no word. */
  encode(text: string): Float32Array;
  /** Whether the word is one that the table has whole. */
  knows(word: string): boolean;
}

const FOLDER = 'services/knowledge/language';

/** Word pieces one a line, and for each of them in order its row of signed bytes; after all rows a float32 scale each. */
export async function loadSentenceVectors(folder = shipped(FOLDER)): Promise<SentenceVectors> {
  const [list, table] = await Promise.all([
    readFile(join(folder, 'word-pieces.txt'), 'utf8'),
    readFile(join(folder, 'word-pieces.bin')),
  ]);
  const pieces = list.split('\n');
  const dimensions = table.length / pieces.length - Float32Array.BYTES_PER_ELEMENT;
  if (!Number.isInteger(dimensions)) throw new Error(`${folder}: the table does not belong to the list of word pieces`);
  const rows = new Int8Array(table.buffer, table.byteOffset, pieces.length * dimensions);
  const scales = new Float32Array(Uint8Array.from(table.subarray(rows.length)).buffer);
  const places = new Map(pieces.map((piece, place) => [piece, place]));
  const unknown = places.get('[UNK]') ?? 0;

  /** The pieces of a word, the longest first that fits; a word that cannot be put together is unknown. */
  function piecesOf(word: string): number[] {
    const found: number[] = [];
    for (let from = 0; from < word.length; ) {
      let to = Math.min(word.length, from + LONGEST_PIECE);
      let place: number | undefined;
      for (; to > from && place === undefined; to--) place = places.get((from ? '##' : '') + word.slice(from, to));
      if (place === undefined) return [unknown];
      found.push(place);
      from = to + 1;
    }
    return found;
  }

  return {
    dimensions,
    knows: word => places.has(word),

    encode(text) {
      const sum = new Float32Array(dimensions);
      for (const word of wordsOf(text)) {
        for (const place of piecesOf(word)) {
          const scale = scales[place] ?? 0;
          const start = place * dimensions;
          for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) + scale * (rows[start + i] as number);
        }
      }
      const length = Math.hypot(...sum);
      return length === 0 ? sum : sum.map(value => value / length);
    },
  };
}

const LONGEST_PIECE = 20;
const MOST_WORDS = 200;
const LONGEST_WORD = 60;

/** Lower case, without accents; every punctuation mark is a word. */
function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const words = plain.match(/[\p{P}$+<=>^`|~]|[^\s\p{P}\p{C}$+<=>^`|~]+/gu) ?? [];
  return words.slice(0, MOST_WORDS).map(word => word.slice(0, LONGEST_WORD));
}
