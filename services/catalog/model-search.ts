import { isSomethingElse, isTooShort, mayBeJoined } from './not-a-model.ts';
import type { Prefix, Prefixes } from './prefixes.ts';
import type { Family, Mention } from './product.ts';
import { squeezed, tidied } from './spelling.ts';
import type { Token } from './tokens.ts';

/** A model number in two pieces needs a beginning that leaves no doubt: `DX 8100`, not `ES 30`. */
const SURE_PREFIX = 5;
/** The shortest model number that begins with a prefix without digits (`PT570`). */
const SHORTEST_LETTERED = 5;

/** The model numbers among the tokens of a text, and the tokens that belong to none. */
export type ModelSearch = (text: string, tokens: readonly Token[]) => { found: Mention[]; rest: Token[] };

export function createModelSearch(families: readonly Family[], prefixes: Prefixes): ModelSearch {
  const suffixes = new Map(families.map(family => [family, suffixesOf(family)]));
  return (text, tokens) => {
    const found: Mention[] = [];
    const rest: Token[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const [token, next] = [tokens[i], tokens[i + 1]];
      if (!token) break;
      const whole = inOnePiece(text, token, prefixes);
      const pair = whole || !next ? undefined : inTwoPieces(text, token, next, prefixes);
      const family = whole ?? pair;
      if (!family) {
        rest.push(token);
        continue;
      }
      i = lastPiece(text, tokens, pair ? i + 1 : i, suffixes.get(family));
      found.push(mention(text, token.start, tokens[i]?.end ?? token.end, family));
    }
    return { found, rest };
  };
}

function inOnePiece(text: string, token: Token, prefixes: Prefixes): Family | undefined {
  if (!/\d/.test(token.text) || !/[a-z]/i.test(token.text)) return undefined;
  const bare = squeezed(token.text);
  const prefix = /^[A-Z\d]+$/.test(bare) ? prefixes.longest(bare) : undefined;
  if (!prefix || isTooShort(token.text) || !goesOnAsModel(token.text, bare, prefix)) return undefined;
  return isSomethingElse(text, token) ? undefined : prefix.family;
}

function goesOnAsModel(said: string, bare: string, prefix: Prefix): boolean {
  const tail = bare.slice(prefix.squeezed.length);
  if (/\d/.test(prefix.squeezed)) return prefix.sentenceTail.test(tail);
  if (bare.length < SHORTEST_LETTERED) return false;
  // A dash in a prefix without digits is part of it: `EC-3008`, not the `EC1A` of a postal code.
  if (prefix.raw.includes('-') && !said.toUpperCase().startsWith(prefix.raw)) return false;
  // `VX-A4-SDD` in capitals with its dash is a model number; `ex-w1fe` and `ext5512` are not.
  const asWritten = said === said.toUpperCase() && said.charAt(prefix.squeezed.length) === '-';
  return (asWritten ? prefix.tail : prefix.sentenceTail).test(tail);
}

function inTwoPieces(text: string, first: Token, second: Token, prefixes: Prefixes): Family | undefined {
  if (!mayBeJoined(first, second, text.slice(first.end, second.start))) return undefined;
  const bare = squeezed(first.text + second.text);
  const prefix = prefixes.longest(bare);
  if (!prefix || prefix.squeezed.length < SURE_PREFIX || !/\d/.test(prefix.squeezed)) return undefined;
  return isSomethingElse(text, { text: bare, start: first.start, end: second.end }) ? undefined : prefix.family;
}

/** `sd4n35 pg e1`: pieces after the number that the family's own examples end in belong to it. */
function lastPiece(text: string, tokens: readonly Token[], from: number, suffixes?: ReadonlySet<string>): number {
  let last = from;
  for (let i = from + 1; i < tokens.length; i++) {
    const [before, token] = [tokens[i - 1], tokens[i]];
    if (!before || !token || text.slice(before.end, token.start) !== ' ') break;
    if (!suffixes?.has(token.text.toUpperCase())) break;
    last = i;
  }
  return last;
}

function suffixesOf(family: Family): ReadonlySet<string> {
  return new Set(family.examples.flatMap(example => example.toUpperCase().split('-').slice(1)));
}

function mention(text: string, start: number, end: number, family: Family): Mention {
  const said = text.slice(start, end);
  return { start, end, said, match: { kind: 'model', model: tidied(said), family } };
}
