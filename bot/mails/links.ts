/**
 * Links of a person's own taken apart, so that no mail program makes them clickable: whoever asks for a chat by email
 * may name an address of somebody else, and the desk's good name must not carry a stranger's link there.
 */

/** What may be a host, an address or the end of a sentence, and the slashes that make it a link for sure. */
const WORD = /(:\/\/)?([\p{L}\p{N}@.\u3002\uFF0E\uFF61_-]+)|:\/\//gu;
const DOT = /[.\u3002\uFF0E\uFF61]/;
/** Names of files, which are no hosts: no country or registry has these endings. */
const FILE = /^(?:jpe?g|png|gif|webp|heic|pdf|txt|log|csv|docx?|xlsx?|bin|exe|mp4|avi|json|xml|html?)$/i;

/** The hosts that these words name, for `takenApart`. */
export function hostsIn(words: string): string[] {
  return [...words.matchAll(WORD)].flatMap(([, slashes, word = '']) => (isHost(word, slashes) ? [keyOf(word)] : []));
}

/** The words with their links taken apart; where `hosts` are given, the links to those alone. */
export function takenApart(words: string, hosts?: ReadonlySet<string>): string {
  return words.replace(WORD, (whole: string, slashes: string | undefined, word: string | undefined) => {
    const isMeant = word === undefined ? !hosts : isHost(word, slashes) && (!hosts || hosts.has(keyOf(word)));
    if (!isMeant) return whole;
    const dots = (word ?? '').replace(new RegExp(`${DOT.source}(?=.)`, 'gu'), '[.]');
    return `${slashes || word === undefined ? '[:]//' : ''}${dots}`;
  });
}

function isHost(word: string, slashes: string | undefined): boolean {
  if (slashes) return true;
  // An email address leads nowhere.
  if (/^[^@]+@[^@]+$/.test(word)) return false;
  const labels = word.split(DOT).filter(Boolean);
  const last = labels.at(-1) ?? '';
  return labels.length > 1 && /^\p{L}[\p{L}\p{N}-]/u.test(last) && !FILE.test(last);
}

function keyOf(word: string): string {
  return /[^.\-_](?:.*[^.\-_])?/.exec(word.toLowerCase())?.[0] ?? '';
}
