import { createSpeller } from '../../services/speller.ts';
import { LEXICON } from './lexicon.ts';
import { ORDINARY_WORDS } from './ordinary-words.ts';

const spell = createSpeller(LEXICON, word => LEXICON.has(word) || ORDINARY_WORDS.has(word));

/**
 * Puts right the words of this trade that were mistyped ("opne a suport case"), and leaves every other word alone.
 * A word is only touched where it is no ordinary English word itself (`ORDINARY_WORDS`) and one trade word is near enough.
 */
export function respell(text: string): string {
  return text.replace(/[a-z]{4,16}/gi, word => {
    const lower = word.toLowerCase();
    const right = spell(lower);
    return right === lower ? word : right;
  });
}
