/** From texts to what is said on the phone, and back to what stands in a transcript. */
import { writeDate } from '../../services/calendar.ts';
import { plain } from '../reply.ts';
import type { Wordings } from '../texts/en-line.ts';
import type { Saying } from './port.ts';

export const words = (text: string): Saying => ({ say: 'words', text });
/** A question in its first wording, or in another one. @param times how often it was asked before, in vain */
export const worded = (of: Wordings, times = 0): Saying => words(of[Math.min(times, of.length - 1)] ?? '');
export const spelled = (text: string): Saying => ({ say: 'spelled', text });
export const pause = (ms: number): Saying => ({ say: 'pause', ms });
/** A case or RMA number as it is grouped on paper, a phone number as people group theirs. */
export const digits = (text: string): Saying => ({ say: 'digits', groups: text.match(/\d+/g) ?? [] });

/** What is no word to the ear, the first that fits first. */
const SPECIAL = new RegExp(
  [
    String.raw`(?<number>\b\d{4}-\d{4}-\d{2}\b)`,
    String.raw`(?<date>\b\d{4}-\d{2}-\d{2}\b)`,
    String.raw`(?<phone>(?<![\d.])(?:\+\d{1,3} ?)?(?:\(\d{2,4}\) ?|\b\d{2,4}[ -])\d{2,4}(?:[ -]\d{2,4}){1,3}(?![\d.]))`,
    String.raw`(?<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)`,
    String.raw`(?<code>\b(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)*\b)`,
    String.raw`(?<url>\bhttps?:\/\/\S+)`,
  ].join('|'),
  'gu',
);

/**
 * A text that was written for the eye, as it is said: without Markdown and addresses of pages, numbers digit by digit,
 * dates as days, a model number letter by letter, a mail address in words. What a person typed is said as it is.
 */
export function ear(text: string, locale?: string): Saying[] {
  const bare = flat(text);
  const said: Saying[] = [];
  let done = 0;
  for (const match of bare.matchAll(SPECIAL)) {
    const { number, phone, date, email, code } = match.groups ?? {};
    said.push(words(bare.slice(done, match.index)));
    if (number !== undefined || phone !== undefined) said.push(digits(match[0]));
    if (date !== undefined) said.push(words(writeDate(date, locale)));
    if (code !== undefined) said.push(words([...code.replace(/-/g, '')].join(' ')));
    if (email !== undefined) said.push(words(mailInWords(email)));
    done = match.index + match[0].length;
  }
  said.push(words(bare.slice(done)));
  return said.flatMap(one => (one.say === 'words' ? tidied(one.text) : [one]));
}

/** Lists become sentences, Markdown goes, and the names of links stay without where they lead. */
function flat(text: string): string {
  return plain(text.replace(/(?<!\\)\[([^\]]+)\]\(https?:[^)\s]+\)/g, '$1'))
    .split(/\n+/)
    .map(line => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter(Boolean)
    .map(line => (/[.!?:,;…]$/.test(line) ? line : `${line}.`))
    .join(' ')
    .replace(/[*_#`|<>{}[\]\\]/g, ' ')
    .replace(/[“”"]/g, '')
    .replace(/\s*·\s*/g, ', ')
    .replace(/\bRMA\b/g, 'R M A')
    .replace(/&/g, ' and ')
    .replace(/\bUSD\b/g, 'dollars');
}

function tidied(text: string): Saying[] {
  const said = text
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:;!?])/g, '$1')
    .trim();
  return /[\p{L}\p{N}]/u.test(said) ? [words(said)] : [];
}

function mailInWords(email: string): string {
  return email.replace(/@/, ' at ').replace(/\./g, ' dot ').replace(/-/g, ' dash ').replace(/_/g, ' underscore ');
}

/** As it stands in a transcript. */
export function written(said: readonly Saying[]): string {
  return said
    .map((one, at) => {
      if (one.say === 'pause') return said[at - 1]?.say === 'digits' ? '.' : '';
      return one.say === 'digits' ? one.groups.join(' ') : one.text;
    })
    .filter(Boolean)
    .join(' ')
    .replace(/ ([.,:;!?])/g, '$1');
}
