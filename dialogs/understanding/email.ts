import { suggestDomain } from './email-slips.ts';
import { digitOf } from './spoken.ts';
import { tidy } from './tidy.ts';
import type { EmailReading } from './understood.ts';

const LOCAL = /[\p{L}\p{M}\d!#$%&'*+/=?^_{|}~.-]/u;
const DOMAIN = /[\p{L}\p{M}\d.-]/u;

/**
 * Finds the email address in an answer or a sentence: `jo@acme.com`, `<jo@acme.com>`, "jo at acme dot com".
 * Values come in lower case, the form by which a customer is known (R22). A likely slip is reported, never corrected.
 */
export function readEmail(text: string): EmailReading {
  const tidied = tidy(text);
  const written = aroundAts(tidied);
  const found = written.length > 0 ? written : spokenIn(tidied);
  const values = [...new Set(found.map(judged => judged.value.toLowerCase()))];
  const good = [...new Set(found.filter(judged => judged.valid).map(judged => judged.value.toLowerCase()))];
  const [first] = good;
  if (first !== undefined && good.length > 1) return { kind: 'several', values: good };
  if (first !== undefined) return withSlip(first);
  const [said] = values;
  return said === undefined ? { kind: 'none' } : (repaired(said) ?? { kind: 'malformed', said });
}

/** Where the addresses of a text stand, so that other readers can pass over them. */
export function emailSpans(text: string): { start: number; end: number }[] {
  return candidates(text).map(({ start, end }) => ({ start, end }));
}

interface Judged {
  value: string;
  valid: boolean;
}

interface Candidate {
  start: number;
  end: number;
  value: string;
}

function aroundAts(text: string): Judged[] {
  const tight = judgedIn(text);
  if (tight.some(({ valid }) => valid) || !text.includes('@')) return tight;
  const squeezed = text.replace(/(?<=[\p{L}\d]) ?@ ?(?=[\p{L}\d])/gu, '@').replace(/ ?\. ?(?=[a-z]{2,4}$)/i, '.');
  const loose = judgedIn(squeezed).filter(({ valid }) => valid);
  return loose.length > 0 ? loose : tight;
}

function judgedIn(text: string): Judged[] {
  return candidates(text).map(({ value }) => ({ value, valid: isEmail(value) }));
}

function candidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && LOCAL.test(text[start - 1] ?? '')) start--;
    let end = at + 1;
    while (end < text.length && end - at < 254 && DOMAIN.test(text[end] ?? '')) end++;
    // "jo@gmail,com" is one address with a slip, not the end of one.
    const comma = /^,(?:com|net|org|de|co\.uk)\b/i.exec(text.slice(end, end + 8));
    if (comma) end += comma[0].length;
    while (start < at && /['*=/&?.]/.test(text[start] ?? '')) start++;
    while (end > at + 1 && /[.-]/.test(text[end - 1] ?? '')) end--;
    if (start < at || end > at + 1) found.push({ start, end, value: text.slice(start, end) });
  }
  return found.filter(({ start, end, value }) => value.length > 1 && end - start <= 320 && /[^@]/.test(value));
}

function isEmail(value: string): boolean {
  const [local = '', domain = '', ...rest] = value.split('@');
  if (rest.length > 0 || local === '' || /^\.|\.$|\.\./.test(local)) return false;
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  return (
    labels.length > 1 &&
    labels.every(label => /^[\p{L}\p{M}\d](?:[\p{L}\p{M}\d-]{0,61}[\p{L}\p{M}\d])?$/u.test(label)) &&
    /^(?:[\p{L}\p{M}]{2,}|xn--[a-z\d-]+)$/u.test(top)
  );
}

function withSlip(value: string): EmailReading {
  const at = value.indexOf('@');
  const domain = suggestDomain(value.slice(at + 1));
  return domain === undefined
    ? { kind: 'email', value }
    : { kind: 'slip', value, suggestion: `${value.slice(0, at)}@${domain}` };
}

/** A malformed address that one small change makes right: a comma for the dot, two dots, no dot at all. */
function repaired(said: string): EmailReading | undefined {
  const [local = '', domain = '', ...rest] = said.split('@');
  const fixed = domain
    .replace(',', '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^([^.]{2,})(com|net|org)$/, '$1.$2');
  if (rest.length > 0 || fixed === domain || !isEmail(`${local}@${fixed}`)) return undefined;
  return { kind: 'slip', value: said, suggestion: `${local}@${suggestDomain(fixed) ?? fixed}` };
}

const JOINTS: ReadonlyMap<string, string> = new Map([
  ['dot', '.'],
  ['period', '.'],
  ['point', '.'],
  ['underscore', '_'],
  ['dash', '-'],
  ['hyphen', '-'],
  ['minus', '-'],
  ['plus', '+'],
]);

/** What comes before an address that is said out loud. */
const LEADS = new Set('is email mail e-mail address its it me at contact to'.split(' '));

/** "jo at acme dot com", "maria dot lopez at north gate dot co dot uk". */
function spokenIn(text: string): Judged[] {
  if (!/\bat\b/i.test(text) || !/\bdot\b|\.[a-z]{2}/i.test(text)) return [];
  const words = text
    .toLowerCase()
    .replace(/[([{] ?(at|dot) ?[)\]}]/g, ' $1 ')
    .replace(/[,;:!?"]|\.(?=\s|$)/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 200);
  return words.flatMap((word, at) => (word === 'at' ? (spokenAround(words, at) ?? []) : []));
}

function spokenAround(words: readonly string[], at: number): Judged | undefined {
  const domain = spokenDomain(words, at + 1);
  if (domain === undefined) return undefined;
  let start = at;
  while (start > 0 && at - start < 8 && !LEADS.has((words[start - 1] ?? '').replace("'", ''))) start--;
  const isSpelled = words.slice(start + 1, at).every(word => JOINTS.has(word) || digitOf(word) !== undefined);
  const led = start > 0 || isSpelled || words.slice(0, at).some(word => JOINTS.has(word)) || at <= 2;
  // With nothing that says "my address is", only the word right before "at" is sure.
  if (!led || at - start > 6) start = at - 1;
  const local = words
    .slice(Math.max(0, start), at)
    .map(word => JOINTS.get(word) ?? digitOf(word) ?? word)
    .join('');
  const value = `${local}@${domain}`;
  return isEmail(value) ? { value, valid: true } : undefined;
}

function spokenDomain(words: readonly string[], from: number): string | undefined {
  const written = words[from] ?? '';
  // "at acme.com" is an address only where it ends what was said ("I work at acme.com today" is not).
  if (/^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(written)) return from === words.length - 1 && from <= 6 ? written : undefined;
  const dot = words.indexOf('dot', from);
  if (dot <= from || dot - from > 3 || /^(?:the|a|an|my|our|this|that|your|least|all)$/.test(written)) return undefined;
  let name = words
    .slice(from, dot)
    .map(word => JOINTS.get(word) ?? word)
    .join('');
  let i = dot;
  while (words[i] === 'dot' && /^[\p{L}\d-]{2,}$/u.test(words[i + 1] ?? '')) {
    name += `.${words[i + 1]}`;
    i += 2;
  }
  return name.includes('.') ? name : undefined;
}
