/** What keys of a phone mean. */

/** The key of a choice of few, as its words. */
export function oneOf(...meant: string[]): (keys: string) => string | undefined {
  return keys => (keys.length === 1 ? meant[Number(keys) - 1] : undefined);
}

/** As many keys as a phone number may take. */
export const PHONE_KEYS = 16;
const SHORTEST_PHONE = 7;

/** A phone number, or the answer to a question about one. */
export function phoneByKeys(keys: string): string | undefined {
  return keys.length < SHORTEST_PHONE ? oneOf('yes', 'no')(keys) : keys.replace(/\D/g, '');
}

const LETTERS: Readonly<Record<string, string>> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
};

/**
 * Letters and digits that were keyed in: a digit is itself, a letter is star, its key and its place on that key, so that
 * `*2255` is B55. Undefined where a star leads to no letter.
 */
export function spelledByKeys(keys: string): string | undefined {
  let spelled = '';
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? '';
    if (/\d/.test(key)) spelled += key;
    else if (key === '*') {
      const letter = LETTERS[keys[at + 1] ?? '']?.[Number(keys[at + 2]) - 1];
      if (!letter) return undefined;
      spelled += letter;
      at += 2;
    }
  }
  return spelled || undefined;
}
