import { COUNT_WORDS } from './count-words.ts';

const NUMBER = `(?:\\d{1,3}|${Object.keys(COUNT_WORDS).join('|')})`;
/** Things that are counted when somebody returns them; "xproduct" stands for a product of the catalog. */
const THING =
  '(?:xproduct|cameras?|camaras?|cams?|domes?|units?|pieces?|pcs|pc|items?|devices?|monitors?|recorders?|encoders?|decoders?|lens|lenses|keyboards?|illuminators?|fisheyes?|dvrs?|nvrs?|servers?|joysticks?|enclosures?|housings?|drives?|products?|of (?:them|these|those)|power suppl(?:y|ies)|switch(?:es)?|ptzs?|transmitters?|receivers?)';
/** What is counted in a sentence without being returned, and measures that look like counts. */
const NOT_THESE =
  /(?:business|days?|weeks?|months?|years?|hours?|inch(?:es)?|mp|megapixels?|mm|volts?|watts?|channels?|percent|times|minutes?|hundred|thousand|bucks|dollars)/;

const FORMS: readonly RegExp[] = [
  new RegExp(
    ` (?:qty|quantity)(?: (?:is|to|of|should be|should read|reads?|was|at|now|are|actually|really|be|says?))* (${NUMBER}) `,
  ),
  new RegExp(` (${NUMBER}) ?(?:x|pcs|pc|pieces)(?: |$)(?!\\d)`),
  new RegExp(` x ?(${NUMBER}) `),
  new RegExp(
    ` (?:make (?:it|that)|there are|there is|we have|it is|change (?:it|that) to) (${NUMBER})(?: of them| instead| not \\w+| actually| please){0,2} $`,
  ),
  new RegExp(` (${NUMBER}) ((?:[\\p{L}\\p{M}]+ ){0,4}?)${THING} `, 'u'),
];

/** How many products a request is about, from words as `plainWords` writes them; undefined where nothing says so. */
export function readQuantity(words: string): number | undefined {
  for (const form of FORMS) {
    const match = form.exec(words);
    if (!match?.[1] || NOT_THESE.test(match[2] ?? '')) continue;
    const before = words.slice(0, match.index + 1);
    // "one of our 12 cameras", "a system of 200 domes", "keyboard 3".
    if (
      / (?:one|some|part|most|each|two|three) of (?:our|the|my|these|your) $| (?:system|total|site|network|fleet|campus) (?:of|with) $| (?:manage|run|own|operate|over|about) $/.test(
        before,
      )
    )
      continue;
    if (
      /^\d/.test(match[1]) &&
      / (?:channel|camera|port|input|output|slot|number|unit|line|monitor|preset|keyboard|dome|drive|case|rma) $/.test(
        before,
      )
    )
      continue;
    if (/ (?:the|that|this|every|each|another|no) $/.test(before) && match[1] === 'one') continue;
    const count = /^\d/.test(match[1]) ? Number(match[1]) : (COUNT_WORDS[match[1]] ?? 0);
    if (count >= 1 && count <= 500) return count;
  }
  if (/ half a dozen /.test(words)) return 6;
  if (/ a dozen /.test(words)) return 12;
  return / (?:both|a pair of|a couple of) (?:\w+ ){0,3}/.test(words) &&
    new RegExp(`(?:both|a pair of|a couple of) (?:\\w+ ){0,3}?${THING} `).test(words)
    ? 2
    : undefined;
}
