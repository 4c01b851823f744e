import { emailSpans } from './email.ts';
import { plainWords } from './plain-words.ts';

/** How people say that something is wrong, on spelled-right lower-case words. */
const FAULTS: readonly RegExp[] = [
  / (?:dead|died|dying|dies|broken|broke|breaks|busted|bust|kaputt?|fried|toast|bricked|faulty|defective|damaged|damage|malfunction\w*|defect|defects|cracked|crack|shattered|smashed|bent|loose|leak(?:s|ed|ing|y)?|corroded|rust\w*|burn(?:t|ed|s|ing)?|smok(?:e|es|ed|ing)|overheat\w*|doa|inoperative|inoperable|unresponsive|unusable|unreachable|stuck|jammed|frozen|freezes|freezing|hangs|hung|crash\w*) /,
  / (?:fail|fails|failed|failing|failure|fault|faults|quit|gave up|gave out|went (?:down|out|dark|black|dead|dim|purple|pink|green|blue|fuzzy|offline|bad|blank|all|completely)|goes (?:down|out|dark|black|dead|offline|blank|on and off)|stopp?(?:ed|s) (?:working|responding|recording|moving|panning|tilting|zooming|functioning|sending|\w+ing)|ceased) /,
  / (?:does|do|did|will|would|is|are|was|can|could|has|have) not (?:\w+ )?(?:work\w*|boot\w*|turn\w*|power\w*|start\w*|come on|come up|move|moving|pan|panning|tilt\w*|zoom\w*|focus\w*|record\w*|respond\w*|connect\w*|load\w*|show\w*|display\w*|rotat\w*|coming|function\w*|light\w*|see|detect\w*|reach|ping|play\w*|charge|open|close|switch\w*|spin|heat\w*|log|save|stay|hold|run|running|get\w* (?:power|video|an? image|a picture|any)|mov\w*|more working|giv\w*|communicat\w*|recogni[sz]\w*|export\w*|read|write|latch|seal|stop \w+ing|anymore|any more) /,
  / (?:no|not any|without|lost|losing|loses|loss of|lose|losses|missing|zero|drops?|dropping|dropped) (?:\w+ )?(?:video|picture|image|power|signal|display|sound|audio|network|connection|connectivity|output|tilt|pan|zoom|focus|ptz|response|light|lights|led|leds|ir|stream|feed|frames?|link|telemetry|movement|recording|colou?r|boot|contact|raid|array|communication|control|keyboard|packets?|sync|drives?|channels?|recordings|footage) /,
  / (?:keep|keeps|kept|keeping|constantly|continuously|randomly|always|starts|started|has been|have been|is|are|was|were|been|begins?|began) (?:on )?(?:re ?boot\w*|restart\w*|resett?ing|crashing|freezing|losing|dropping|flicker\w*|cutting|going|disconnect\w*|beep\w*|buzz\w*|click\w*|grind\w*|humm?ing|whin\w*|squeal\w*|rattl\w*|fail\w*|spinning|drift\w*|moving by|shak\w*|vibrat\w*|blinking|flash\w*|looping|overheating|turning (?:off|itself)|shutting|stuttering|lagging|fogging|leaking|making|wandering|jerk\w*|dead|down|offline|out|dark|blank|black|blurry|blurred|foggy|fuzzy|hazy|noisy|grainy|dim|pink|purple|green|distorted|garbled|stuck|sluggish|slow|intermittent|wet|wrong|misaligned|off) /,
  / (?:reboots|rebooting|restarts|flickers?|flickering|clicks|clicking|grinds|grinding|buzzes|buzzing|beeps|beeping|rattles|rattling|squeals|squeaks?|squeaky|whines|humming|drifts|drifting|vibrates|jerks|jerky|blinks|foggy|fogged|fog|condensation|moisture|water (?:in|inside|got|damage)|blurry|blurred|fuzzy|hazy|noisy|noise|grainy|distorted|distortion|garbled|snow|snowy|ghosting|flashing|intermittent\w*|out of focus|smell\w*|sparks?|short circuit|shorted|blown|overheats|misaligned|scratched|yellowed|dim|offline|hums|disconnects|lines (?:on|across|in)|black screen|blue screen|blank screen|error|errors|dead pixels?|tripping|trips|lightning|surge|zapped|fell|dropped it|acting up|plays? up|playing up|on the fritz|on the blink|haywire|packed (?:it )?in|conked|gone dark|gone bad|dark|goes black) /,
  / (?:problem|problems|issue|issues|trouble|troubles|something wrong|wrong with|fault|glitch\w*|bug) (?:with|on|in|of|about) (?:\w+ ){0,3}(?:camera|cameras|dome|domes|recorder|monitor|lens|encoder|decoder|unit|units|device|keyboard|xproduct|image|picture|video|heater|wiper|motor|power|it|dvr|nvr|drive|disk|screen|joystick|fan|ptz|illuminator|product|one) /,
  / (?:image|picture|video|screen|display|feed|view|footage) (?:\w+ ){0,3}(?:all|bad|gone|black|dark|green|purple|pink|white|blank|frozen|upside|flicker\w*|rolls?|rolling|tears?|torn|snow\w*|shak\w*|out|missing|disappear\w*|poor|washed) /,
  / (?:neither|none of (?:them|these|those|it)) (?:\w+ ){0,2}(?:lights?|works?|power\w*|turns?|boots?|responds?|moves?|comes?|shows?|records?) /,
  / (?:only|just) (?:works?|shows?|moves?|records?|boots?) (?:half|some|sometimes|one|in|when|at|on) | (?:won|refuses|refusing|unable|fails|failing) (?:to )?(?:\w+ )?(?:boot|start|turn|power|move|pan|tilt|zoom|focus|record|connect|respond|come|work) | (?:stopped|quit|ceased|wiper is|moves|turns|spins|running) (?:by itself|on its own|dead|itself) | (?:not good|does nothing|nothing happens|cuts? out|on its own|acts? (?:up|weird|strange)|weird|struck by|hit by|kicked the bucket|no longer (?:work\w*|respond\w*|move\w*|record\w*|power\w*|turn\w*|boot\w*|connect\w*|show\w*|pan\w*|focus\w*|zoom\w*|has|have|gets?|functions?)|not more work\w*|in (?:a )?bad (?:state|shape|condition)|(?:pink|purple|green|blue|black|white|blank) (?:picture|image|screen|video|tint)|do nothing|doing nothing|wobbl\w*|(?:pink|purple|green|yellow|blue|black|white|blank) (?:picture|image|screen|video|tint)|tint) /,
  / (?:can not|unable to|impossible to) (?:\w+ )?(?:see|view|get|access|log|play|record|connect|control|focus|zoom|pan|tilt|move|hear|export|find|open|reach|ping) /,
];

/** Whether words (as `plainWords` writes them) describe a fault. */
export function isFault(words: string): boolean {
  return FAULTS.some(fault => fault.test(words));
}

/** Sentences and clauses; a clause ends at a mark or where the sentence turns to something else. */
const BOUNDARY =
  /[.!?;]+(?=\s|$)|\n+|,? (?=(?:and|so|but) (?:i|we) (?:need|want|would|'d|wanna|require)\b)|,? (?=(?:please|pls|plz|can (?:i|you|we)|could (?:i|you|we)|i need|i want|i'd like|i would like|we need|my (?:e-?mail|phone|number|name|cell)|e-?mail|contact|reach me|call me|you can (?:reach|call)|serial|s\/n|sn)\b)|, (?=(?:i'm|im|this is|model|thanks|thank)\b)/gi;

const GREETING =
  /^(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|dear (?:sir|madam|team|support)|greetings|help|ok|okay|so|um+|uh+|er|yeah|well|yes|please|and|but|because|sorry)\b(?: (?:there|all|guys|team|everyone|folks|mate|again|help|support))?[\s,.!:-]*)+/i;
/** Clauses that ask for something rather than tell what is wrong. */
const REQUEST =
  / (?:rma|return (?:number|label|authori[sz]ation)|case number|support case|ticket|open a case|incident|asap|send (?:it|this|them) (?:in|back)|get (?:it|this|them) (?:fixed|repaired|back)|talk to|speak (?:to|with)|urgent|no rush|thanks|thank you|report (?:a|this|an)|reach me|call me|contact is|my name is) /;
const FAULT_TAIL =
  /^(?:(?:i|we) (?:would like to|'d like to|want to|wanna|need to|have to|must)|i'd like to|can you|could you) (?:report|log|open|register|raise|file)\b.{0,60}?\b(?:for|about|because|that|as|since|:)\s*/i;

/** A stretch that other readers took: contact data, numbers, ids. */
export interface Taken {
  start: number;
  end: number;
}

/** "…, how long does a repair take": asked besides. */
const QUESTION_TAIL =
  /(?:,|\band\b)\s*(?:(?:and|so|but|also)\s+)?(?:how (?:long|much|do|can|soon|fast)|when (?:will|can|do)|can you|could you|do you|will you|what (?:does|do|is|will))\b.*$/i;

/**
 * What is wrong, in the person's own words without greetings, requests and what other readers `took`; undefined where
 * nothing in the text says that something is wrong. Several clauses that tell of it come joined.
 */
export function readProblem(text: string, took: readonly Taken[] = []): string | undefined {
  const clauses = clausesOf(text, took)
    .map(clause => clause.replace(GREETING, '').replace(FAULT_TAIL, '').replace(QUESTION_TAIL, '').trim())
    .filter(clause => {
      const words = plainWords(clause);
      return isFault(words) && !(REQUEST.test(words) && words.length < 40 && !tellsMore(clause, words));
    })
    .map(withoutRequest)
    .filter(clause => /\p{L}{3}/u.test(clause));
  const problem = clauses.join('. ').slice(0, 1000);
  return problem === '' ? undefined : problem;
}

/** "A dead camera": what is asked for, with no more than a word on its state. */
const ONLY_STATE =
  /^(?:(?:an?|my|our|the|this|some|\d+|two|three) )?(?:\S+ )?(?:dead|broken|faulty|defective|damaged|failed|bad)(?: \S+){1,2}$/i;

/** Whether a short request tells a fault as well: "I need an RMA for my dome, no picture". */
function tellsMore(clause: string, words: string): boolean {
  if (/ (?:does|do|is|will|are|has|not) /.test(words)) return true;
  const rest = withoutRequest(clause);
  return rest !== clause && !ONLY_STATE.test(rest);
}

function clausesOf(text: string, took: readonly Taken[]): string[] {
  const clauses: string[] = [];
  const cut = [...emailSpans(text), ...took].sort((a, b) => b.start - a.start);
  const rest = cut.reduce(
    (kept, { start, end }) => `${kept.slice(0, start)}\uE000${kept.slice(Math.max(end, start))}`,
    text,
  );
  let from = 0;
  for (const mark of rest.matchAll(BOUNDARY)) {
    clauses.push(rest.slice(from, mark.index));
    from = mark.index + mark[0].length;
  }
  clauses.push(rest.slice(from));
  return clauses.map(clause =>
    clause
      .replace(
        /[\s,;:(#-]{0,6}(?:\b(?:email|e-mail|phone|serial(?: number)?|s\/n|sn|rma|case|number|at|is|my|under|on|for)\b[\s,;:#]{0,6}){0,4}\uE000[\s,;:)]{0,6}/gi,
        ', ',
      )
      .replace(/\s+/g, ' ')
      // What was cut out may leave its commas and its "and" behind.
      .replace(/(?:, )?\band ?(?=,|$)/gi, '')
      .replace(/(?: ?,){2,}/g, ',')
      .replace(/^[\s,.;:-]+|[\s,.;:-]+$/g, ''),
  );
}

/** "RMA for my dead camera, no picture": the request falls away where enough is left. */
function withoutRequest(clause: string): string {
  const cut = clause
    .replace(
      /^(?:(?:i|we) (?:need|want|would like|require)|i'd like|can i get|please (?:issue|send me)|need|get me)?\s*(?:an? |the )?(?:new )?(?:rma|return (?:number|label|authori[sz]ation)|(?:support )?case|ticket)(?: (?:number|please|pls|plz))*(?: for| because|,|:)?\s+/i,
      '',
    )
    .replace(
      /(?:,| and| so)? (?:(?:i|we) )?(?:need|want|require|please|pls)? ?(?:an? )?(?:rma|repair)(?: (?:please|pls|asap|number))*$/i,
      '',
    )
    .replace(/[\s,]+(?:asap|urgently|urgent|please|pls|plz|thanks|thank you)[\s,!]*$/i, '')
    .replace(/ with(?= and\b|,|$)/gi, '')
    .replace(/^[\s,.;:-]+|[\s,.;:-]+$/g, '');
  if (!isFault(plainWords(cut))) return clause;
  // "my camera, no picture since Monday": what comes before the comma only says what it is about.
  const comma = cut.indexOf(', ');
  const tail = cut.slice(comma + 2);
  return cut !== clause &&
    comma > 0 &&
    comma <= 40 &&
    !isFault(plainWords(cut.slice(0, comma))) &&
    isFault(plainWords(tail))
    ? tail
    : cut;
}

/** What else a sentence dates: what was sent, bought or agreed. */
const DATED_OTHERWISE =
  / (?:sent|shipped|mailed|posted|bought|purchased|ordered|received|dropped it (?:off|at)|dropped off|delivered|called|talked|spoke|emailed|wrote|installed|told|meeting|paid|expires?|delivery) /;
const BEGINNING = / (?:started|began|begun|happened|happening|since|noticed|occurred|first) /;

/** Whether a date in the text tells since when something is broken, not when it was bought, sent or promised. */
export function isFaultDate(text: string, { start, end }: Taken): boolean {
  const from =
    Math.max(text.lastIndexOf('. ', start), text.lastIndexOf('\n', start), text.lastIndexOf('; ', start)) + 1;
  const stop = text.slice(end).search(/[.;!?](?:\s|$)|\n/);
  const sentence = plainWords(text.slice(from, stop < 0 ? text.length : end + stop));
  const said = text.slice(start, end).toLowerCase();
  if (DATED_OTHERWISE.test(sentence)) return isFault(sentence) && said.startsWith('since');
  if (isFault(sentence) || BEGINNING.test(sentence) || /^(?:since|for|from)\b/.test(said)) return true;
  // The message is the date and little more: an answer to "since when?".
  const rest = (text.slice(0, start) + text.slice(end)).replace(/[^\p{L}\d]/gu, '');
  return rest.length <= 12 || isFault(plainWords(text));
}
