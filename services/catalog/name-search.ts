import type { Names } from './names.ts';
import type { Family, Mention } from './product.ts';
import { type Token, wordsIn } from './tokens.ts';

/** The families named by the tokens of a text, in order. */
export type NameSearch = (text: string, tokens: readonly Token[]) => Mention[];

export function createNameSearch(names: Names): NameSearch {
  return (text, tokens) => {
    const found: Mention[] = [];
    const words = tokens.flatMap(wordsIn);
    for (let i = 0; i < words.length; i++) {
      const name = nameAt(text, words, i, names);
      if (!name) continue;
      const { start, end, family } = name;
      found.push({ start, end, said: text.slice(start, end), match: { kind: 'family', family } });
      i += name.words - 1;
    }
    return found;
  };
}

interface Named {
  family: Family;
  words: number;
  start: number;
  end: number;
}

/** The longest name that begins at this word. A first word with a slip counts if what follows proves it ("Sprectra IV"). */
function nameAt(text: string, words: readonly Token[], index: number, names: Names): Named | undefined {
  const head = words[index];
  if (!head) return undefined;
  const slip = names.longestFrom(head.text) > 0 ? undefined : names.meant(head.text);
  const first = slip ?? head.text;
  const most = names.longestFrom(first);
  const run = most > 0 ? unbroken(text, words, index, most) : [];
  const least = slip ? 2 : 1;
  for (let count = run.length; count >= least; count--) {
    const name = [first, ...run.slice(1, count).map(word => word.text)].join(' ');
    const [family, ...others] = names.get(name) ?? [];
    if (!family || others.length > 0) continue;
    return { family, words: count, start: head.start, end: run[count - 1]?.end ?? head.end };
  }
  return undefined;
}

/** Words that follow each other with nothing but a space or a dash between: no name goes on after a full stop. */
function unbroken(text: string, words: readonly Token[], index: number, most: number): Token[] {
  const run: Token[] = [];
  for (const word of words.slice(index, index + most)) {
    const before = run.at(-1);
    if (before && !/^(?:\s{1,2}|\s?[-‐‑–—/]\s?)$/.test(text.slice(before.end, word.start))) break;
    run.push(word);
  }
  return run;
}
