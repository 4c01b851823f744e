import { type Family, Kind } from './product.ts';
import { slips, withNumerals, wordsOf } from './spelling.ts';

/** Looks families up by what people call them. */
export interface Names {
  /** Families of that name: words in lower case with single spaces between, or all run together. */
  get(name: string): readonly Family[] | undefined;
  /** The most words of any name that begins with this word; 0 where none does. */
  longestFrom(word: string): number;
  /** The one word that names begin with and that this one is a slip away from. */
  meant(word: string): string | undefined;
  /** Families whose name, run together, is `most` slips away or less: the closest only. */
  close(name: string, most: number): { slips: number; families: Family[] };
}

/** Names that are certain inside a sentence: the family's own and its aliases, unless they are plain words ("lens"). */
export function certainNames(families: readonly Family[]): Names {
  return compile(families.map(family => [family, [...titles(family).filter(isProper), ...withPrefixes(family)]]));
}

/** Names that do as an answer to "which model?": the certain ones, ordinary words, and single telling words ("spectra"). */
export function answerNames(families: readonly Family[]): Names {
  return compile(
    families.map(family => [
      family,
      [...titles(family), ...withPrefixes(family), ...family.words, ...titles(family).flatMap(telling)],
    ]),
  );
}

const titles = (family: Family): string[] => [family.name, ...family.name.split(' / '), ...family.aliases];

/** Words that say what a product is, not which family it belongs to. */
const PLAIN: ReadonlySet<string> = new Set([
  ...Kind.options.flatMap(kind => [kind, `${kind}s`]),
  ...'and cc continuous corner fixed heads ip mini motion optic pan ptz se series switch system tilt vcr video'.split(
    ' ',
  ),
]);

const isProper = (title: string): boolean => wordsOf(title).some(word => !PLAIN.has(word));

const telling = (title: string): string[] => wordsOf(title).filter(word => word.length > 3 && !PLAIN.has(word));

/** A family's first telling word with a prefix of letters: "sarix imp". */
function withPrefixes(family: Family): string[] {
  const [brand] = telling(family.name);
  if (!brand) return [];
  return family.prefixes.filter(prefix => /^[a-z]+$/i.test(prefix)).map(prefix => `${brand} ${prefix}`);
}

function compile(entries: readonly (readonly [Family, readonly string[]])[]): Names {
  const byName = new Map<string, Set<Family>>();
  const longest = new Map<string, number>();
  const joined = new Map<string, Set<Family>>();
  for (const [family, names] of entries) {
    for (const words of names.flatMap(name => withNumerals(wordsOf(name)))) {
      const together = words.join('');
      put(byName, words.join(' '), family);
      put(byName, together, family);
      put(joined, together, family);
      for (const [first = '', count] of [[words[0], words.length] as const, [together, 1] as const]) {
        longest.set(first, Math.max(longest.get(first) ?? 0, count));
      }
    }
  }
  const listed = new Map([...byName].map(([name, families]) => [name, [...families]]));
  const firsts = [...longest].filter(([first, count]) => count > 1 && first.length > 4).map(([first]) => first);
  return {
    get: name => listed.get(name),
    longestFrom: word => longest.get(word) ?? 0,
    meant: word =>
      word.length < 5 ? undefined : firsts.find(first => first[0] === word[0] && slips(word, first, 1) === 1),
    close(name, most) {
      let best = { slips: most + 1, families: new Set<Family>() };
      for (const [known, families] of joined) {
        const distance = known.length < 5 ? most + 1 : slips(name, known, Math.min(most, best.slips));
        if (distance < best.slips) best = { slips: distance, families: new Set(families) };
        else if (distance === best.slips && distance <= most) for (const family of families) best.families.add(family);
      }
      return { slips: best.slips, families: [...best.families] };
    },
  };
}

function put(index: Map<string, Set<Family>>, name: string, family: Family): void {
  index.set(name, (index.get(name) ?? new Set()).add(family));
}
