import type { Maker } from './product.ts';
import { wordsOf } from './spelling.ts';

/** A maker named in a text, and where. */
export interface NamedMaker {
  maker: string;
  start: number;
}

/** Finds the first maker that a text names as the product's own ("not a Hikvision" names none). */
export function createMakerSearch(makers: readonly Maker[]): (text: string) => NamedMaker | undefined {
  const byName = new Map(makers.flatMap(({ name, aliases }) => [name, ...aliases].map(said => [key(said), name])));
  if (byName.size === 0) return () => undefined;
  const names = [...byName.keys()].sort((a, b) => b.length - a.length).map(name => name.replace(/ /g, '[\\s-]?'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const makerOf = new Map([...byName].map(([name, maker]) => [name.replace(/ /g, ''), maker]));
  return text => {
    for (const { 0: said, index } of text.matchAll(pattern)) {
      const maker = makerOf.get(wordsOf(said).join(''));
      if (maker && !/\b(?:not|no|isn'?t)\s+(?:an?\s+)?$/i.test(text.slice(0, index))) return { maker, start: index };
    }
    return undefined;
  };
}

const key = (name: string): string => wordsOf(name).join(' ');
