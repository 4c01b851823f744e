import type { Maker } from './product.ts';
import { wordsOf } from './spelling.ts';

/** A maker named in a text, and where. */
export interface NamedMaker {
  maker: string;
  start: number;
  end: number;
}

export type MakerSearch = (text: string) => NamedMaker | undefined;

/** How far around a name its ordinary sense is looked for. */
const REACH = 24;

/** Finds the first maker that a text names as the product's own ("not a Hikvision" names none). */
export function createMakerSearch(makers: readonly Maker[]): MakerSearch {
  const byName = new Map(makers.flatMap(maker => [maker.name, ...maker.aliases].map(said => [key(said), maker])));
  if (byName.size === 0) return () => undefined;
  const names = [...byName.keys()].sort((a, b) => b.length - a.length).map(name => name.replace(/ /g, '[\\s-]?'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const makerOf = new Map([...byName].map(([name, maker]) => [name.replace(/ /g, ''), maker]));
  return text => {
    for (const { 0: said, index } of text.matchAll(pattern)) {
      const maker = makerOf.get(wordsOf(said).join(''));
      const end = index + said.length;
      if (!maker || /\b(?:not|no|isn'?t)\s+(?:an?\s+)?$/i.test(text.slice(0, index))) continue;
      if (!isOrdinary(text, index, end, maker)) return { maker: maker.name, start: index, end };
    }
    return undefined;
  };
}

/** "The pan axis is stuck" is told of no maker. */
function isOrdinary(text: string, start: number, end: number, { ordinary }: Maker): boolean {
  if (ordinary.length === 0) return false;
  const before = wordsOf(text.slice(Math.max(0, start - REACH), start)).at(-1) ?? '';
  const after = wordsOf(text.slice(end, end + REACH))[0] ?? '';
  const name = key(text.slice(start, end));
  return ordinary.some(sense => sense === `${before} ${name}` || sense === `${name} ${after}`);
}

/** What makes of a maker's name a product of theirs: "Axis P3245", "Bosch MIC 7000", "an Axis dome camera". */
const DEVICE =
  /^(?:'s)?[\s:,-]{1,3}(?:(?!(?:and|to|with|on|for|from|at|of|or|since|in|until|by|s)\b)\p{L}+[\s-])?(?:(?=[\p{L}-]{0,8}\d)[\p{L}\d-]{3,24}|(?:cameras?|cams?|domes?|ptzs?|bullets?|turrets?|fisheyes?|nvrs?|dvrs?|recorders?|encoders?|decoders?|doorbells?)(?!\p{L}))/iu;

/** Another maker's product in a sentence, from the maker's name to the end of its own. */
export function foreignDevice(text: string, maker: MakerSearch): NamedMaker | undefined {
  const named = maker(text);
  const device = named && DEVICE.exec(text.slice(named.end, named.end + 60));
  return named && device ? { ...named, end: named.end + device[0].length } : undefined;
}

const key = (name: string): string => wordsOf(name).join(' ');
