import { emailSpans } from './email.ts';
import { hearSpelling } from './spoken.ts';
import { blank, tidy } from './tidy.ts';
import type { SerialReading } from './understood.ts';

const CUE =
  /(?<![\p{L}\d])(?:(?:ser(?:ials?|iel|al|ail|ila)?|serail|seriel)(?:[ -]?(?:number|numbers|numbr|nubmer|num|no|nr|code|#|№))?|s ?[/.-] ?n\.?|sn|snr|s n(?= ))(?![\p{L}\d])/iu;
/** What may stand between the cue and the serial itself. */
const LINK =
  /^(?:[\s:;#=.,"'-]|\b(?:is|was|should|be|number|no|reads|says|to|of|it's|its|it|i|think|actually|would|has|the|on|unit|label|called|for|new|one|ends|with|nr|as|follows|wrong|incorrect|shoud|sould|not right|instead|correct|that|this|read|gave|told|entered|typed|sent|you|have|was given)\b){0,20}/i;
const TOKEN = /^[\p{L}\d]+(?:[-/._][\p{L}\d]+)*/u;

const UNKNOWN =
  /\b(?:(?:do not|don'?t|dont|didn'?t|did not|cannot|can'?t|cant|could ?n'?t|can not|unable to|no way to) (?:\w+ ){0,2}(?:know|have|read|see|find|make it out|get to|got|remember|reach|access|locate|tell)|dunno|idk|no idea|not sure|no clue|haven'?t (?:got|a clue)|unreadable|illegible|not (?:readable|legible|visible|available|there|on me)|(?:label|sticker|plate|tag|it|number)(?:'s| is| has| was)? (?:\w+ )?(?:gone|missing|worn|faded|lost|peeled|rubbed|torn|scratched|damaged|fallen off|come off|burn\w*)|(?:worn|rubbed|scratched|peeled|fell|faded|came|torn) (?:off|away)|no (?:serial|label|sticker|number|tag|s\/n)|there is none|there isn'?t|unknown|unavailable|without (?:a )?serial|lost (?:it|the label)|have no)\b/i;

/** Reads an answer to "and its serial number?", or finds a serial that a sentence names as one. */
export function readSerial(text: string): SerialReading {
  const tidied = tidy(text);
  const [found] = findSerials(tidied);
  if (found) return found.reading;
  const answer = withoutEmails(tidied).trim();
  const plain = asAnswer(answer);
  if (plain?.kind === 'serial') return plain;
  if (UNKNOWN.test(answer) || /^(?:n\/?a|none|no|nope|\?+|unknown|-+|skip)[.!]?$/i.test(answer))
    return { kind: 'unknown' };
  return plain ?? tokenIn(answer) ?? { kind: 'none' };
}

/** A serial in a text, with where the cue begins and the serial ends. */
export interface FoundSerial {
  reading: Extract<SerialReading, { kind: 'serial' }>;
  start: number;
  end: number;
}

/** Every serial that a (tidied) sentence announces: "S/N A1234567", "serial number is b as in bravo one two three…". */
export function findSerials(text: string): FoundSerial[] {
  const found: FoundSerial[] = [];
  let from = 0;
  for (let tries = 0; tries < 40; tries++) {
    const cue = CUE.exec(text.slice(from));
    if (!cue) return found;
    const start = from + cue.index;
    const after = start + cue[0].length;
    const link = LINK.exec(text.slice(after, after + 80))?.[0] ?? '';
    const begin = after + link.length;
    // "serial number for the SD4N-B1 is …"
    const verb = /^[^.!?\n]{0,40}?(?:\bis\b|[:=])\s*/.exec(text.slice(after, after + 60))?.[0].length ?? 0;
    // There the product comes first, whose model may have the form of a serial.
    const places = /\b(?:of|for|on) (?:the|my|our) *$/i.test(link) ? [after + verb, begin] : [begin, after + verb];
    const at = places.find(place => serialAt(text.slice(place, place + 300)));
    const read = at === undefined ? undefined : serialAt(text.slice(at, at + 300));
    from = after;
    if (at === undefined || !read) continue;
    found.push({ reading: read.reading, start, end: at + read.length });
    from = moreAfter(text, at + read.length, found);
  }
  return found;
}

/** "serials A1234567, A1234568 and A1234569": the ones after the first need no cue. */
function moreAfter(text: string, from: number, found: FoundSerial[]): number {
  let end = from;
  for (let tries = 0; tries < 20; tries++) {
    const joint = /^(?:\s*(?:,|;|&|\band\b|\/)\s*){1,2}/i.exec(text.slice(end, end + 12));
    const token = joint && TOKEN.exec(text.slice(end + joint[0].length, end + joint[0].length + 40))?.[0];
    const reading = token && /\d{3}/.test(token) ? asSerial(token) : undefined;
    if (!joint || !token || !reading) return end;
    const start = end + joint[0].length;
    end = start + token.length;
    found.push({ reading, start, end });
  }
  return end;
}

function serialAt(text: string): { reading: FoundSerial['reading']; length: number } | undefined {
  const token = TOKEN.exec(text)?.[0] ?? '';
  const whole = asSerial(token);
  if (whole) return { reading: whole, length: token.length };
  const heard = hearSpelling(text);
  const spelled = heard && asSerial(heard.spelled);
  if (spelled) return { reading: spelled, length: heard.length };
  const grouped = groups(text);
  const joined = grouped && asSerial(grouped);
  return joined ? { reading: joined, length: grouped.length } : undefined;
}

/** "A12 345 678": groups of which each holds a digit, or is a short run of capitals. */
function groups(text: string): string | undefined {
  return /^(?:[A-Z]{1,4}[ -])?[\p{L}]{0,4}\d[\p{L}\d-]*(?:[ -]{1,3}[A-Z\d]*\d[A-Z\d]*){0,5}/u.exec(text)?.[0];
}

function asSerial(raw: string): FoundSerial['reading'] | undefined {
  const value = normalSerial(raw);
  const digits = value.replace(/\D/g, '').length;
  return /^[A-Z\d]{6,20}$/.test(value) && digits >= 3 ? { kind: 'serial', raw: raw.trim(), value } : undefined;
}

function asAnswer(answer: string): SerialReading | undefined {
  const bare = answer
    .replace(
      /^(?:(?:it'?s|its|it is|the|my|this is|that'?s|number|no\.?|is|s\/?n|serial|sure|ok|yes|yeah|here|#)[\s:,.#-]+){1,6}/i,
      '',
    )
    .replace(/^[#:\s"'(]+|[\s.,!?"')]+$/g, '');
  const heard = hearSpelling(bare);
  const isWhole = /^[\p{L}\d]+(?:[ \-/._#][\p{L}\d]+)*$/u.test(bare) && looksWhole(bare);
  const serial =
    (isWhole ? asSerial(bare) : undefined) ??
    (heard && heard.length >= bare.length ? asSerial(heard.spelled) : undefined);
  return serial ?? (isWhole && /\d/.test(bare) ? { kind: 'malformed', said: bare } : undefined);
}

/** Nothing but a serial: every piece holds a digit or is a short code, so that no sentence is taken for one. */
function looksWhole(text: string): boolean {
  const pieces = text.split(/[ /._#-]+/);
  return (
    pieces.length <= 8 &&
    pieces.every(piece => /\d/.test(piece) || /^[A-Z]{1,4}$/.test(piece) || /^[a-z]{1,3}$/.test(piece))
  );
}

/** The one token of a sentence that can be a serial: letters and digits mixed, or a long run of digits. */
function tokenIn(answer: string): SerialReading | undefined {
  for (const match of answer.matchAll(/[\p{L}\d]+(?:[-/][\p{L}\d]+)*/gu)) {
    const reading = /\d{3}/.test(match[0]) ? asSerial(match[0]) : undefined;
    if (reading && !/^\d{4}-\d{2}-\d{2}$/.test(match[0])) return reading;
  }
  return undefined;
}

function withoutEmails(text: string): string {
  return emailSpans(text).reduce((rest, { start, end }) => blank(rest, start, end), text);
}

/** A serial as it is compared: upper case, without separators. */
export function normalSerial(raw: string): string {
  return raw.toUpperCase().replace(/[^\p{L}\d]/gu, '');
}
