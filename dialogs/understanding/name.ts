import { plainWords } from './plain-words.ts';
import { isFault } from './problem.ts';
import { tidy } from './tidy.ts';

/** "my name is", "this is", …: what leads up to a name in an answer. */
const LEAD =
  /^(?:(?:hi|hello|hey|sure|ok|okay|yes|yeah|yep|well|um|uh|oh|so|of course|no problem)[\s,.!-]+){0,3}(?:(?:my (?:full |last |first )?name(?: is|'s|s|:)|the name(?:'s| is)|name[:=]|name is|i am called|they call me|call me|people call me|you can call me|you may call me|i'm|im|i am|it's|its|it is|this is|that's|that is|that would be|it would be|here is|speaking[:,]|me llamo|ich hei(?:ß|ss)e|je m'appelle)[\s:,-]*){0,2}/i;

/** Words that are never a name, or make a sentence of what holds them. */
const NOT_NAMES = new Set(
  (
    'i you he she it we they me him us them my your his their our this that these those what who when where why which how a an ' +
    'the yes no not nope yeah yep ok okay sure maybe none nobody nothing never please thanks thank hello hi hey bye help stop ' +
    'cancel back quit exit again agent human menu start over skip skipping next is are was were be been am do does did have has had ' +
    'can could will would should may might must need needs want wants wanted get got give tell know think see say said go going gone ' +
    'camera cameras dome recorder monitor lens encoder dvr rma case serial model number phone email address company warranty repair broken ' +
    'dead working locked stuck having trouble calling writing trying looking waiting sorry frustrated angry tired lost confused new here ' +
    'sure about after afraid also and or but because before by for from if in into of off on out so than then to up with without just ' +
    'stupid idiot idiots moron dumb useless crap shit fuck fucking hell damn bullshit anonymous unknown asdf test xxx private secret ' +
    'there ready done good great fine happy glad interested unable able installer installers technician customer dealer integrator ' +
    'very really quite extremely pretty totally busy late early back only still urgent important wrong right correct true false same other another all any some every each real bot robot ' +
    'question problem issue status update order invoice return package box spectra esprit sarix optera endura pelco ' +
    'being getting seeing using sending talking asking wondering reporting experiencing facing returning shipping wasting losing missing'
  ).split(' '),
);

/** A comma may stand behind a family name that comes first. */
const PIECE = /^\p{L}[\p{L}\p{M}]*(?:['’.-][\p{L}\p{M}]+)*[.,]?$/u;
const HONORIFIC = /^(?:mr|mrs|ms|miss|dr|prof|sir|herr|frau|señor|señora|monsieur|madame)\.?\s+/i;

/** Reads an answer to "what is your name?"; undefined where it is no name but a question, a refusal or a complaint. */
export function readName(text: string): string | undefined {
  const tidied = tidy(text).slice(0, 120);
  if (/[?@\d_/\\<>{}[\]|=*#$%^~]|https?:/.test(tidied) || isFault(plainWords(tidied))) return undefined;
  const said = tidied
    .replace(LEAD, '')
    .replace(/^["'(]+|["')\s.,;!]+$/g, '')
    .replace(/[,;]?\s+(?:from|with|of|at|and my|and i|here|speaking)\b.{0,100}$/i, '')
    .replace(/[\s.,;!]+$/, '');
  return asName(said, 5);
}

/** Words that are names as well, where they are written as such: "May", "Will Smith". */
const NAMES_TOO = new Set('May Will See An So Do In Mark Art'.split(' '));

function isPlainWord(piece: string): boolean {
  return !NAMES_TOO.has(piece) && NOT_NAMES.has(piece.toLowerCase().replace(/\.$/, ''));
}

function asName(said: string, longest: number): string | undefined {
  const bare = said.replace(HONORIFIC, '').replace(/\s+/g, ' ').trim();
  const pieces = bare.split(' ');
  const isName =
    pieces.length <= longest && pieces.every(piece => PIECE.test(piece) && piece.length <= 40 && !isPlainWord(piece));
  const letters = bare.replace(/[^\p{L}]/gu, '').length;
  return isName && letters >= 2 && bare.length <= 80 ? pieces.map(capital).join(' ') : undefined;
}

/** A name as its owner would write it, where it came all in one case: "maria o'brien-lópez" becomes "Maria O'Brien-López". */
function capital(piece: string): string {
  const isShouted = piece.length > 3 && piece === piece.toUpperCase() && /^\p{Lu}/u.test(piece);
  if (piece !== piece.toLowerCase() && !isShouted) return piece;
  if (/^(?:van|von|de|da|di|del|der|den|la|le|bin|al|dos|du|ter|zu|y|e|ibn)$/.test(piece)) return piece;
  return piece.toLowerCase().replace(/(?:^|['’-])\p{L}/gu, letter => letter.toUpperCase());
}

/** What a company's name may be made of inside a sentence: capitals, or what its legal form ends. */
const WORD = "[\\p{Lu}\\d][\\p{L}\\p{M}\\d&'+-]{0,30}(?:\\.[\\p{L}\\d]{1,10}){0,3}";
const COMPANY = `${WORD}(?: (?:(?:&|and(?! I\\b)|of|de|the) )?${WORD}){0,5}`;
const NAME =
  "[\\p{Lu}][\\p{L}\\p{M}'-]{0,30}\\.?(?: (?:(?:van|von|de|da|di|del|der|la|le|bin|al) ){0,2}[\\p{Lu}][\\p{L}\\p{M}'-]{0,30}){0,3}";
const INTRODUCTION = new RegExp(
  `(?:^|[\\s,.;!(-])(?:[Mm]y (?:full )?name(?: is|'s|:)|[Nn]ame ?:|[Tt]his is|[Ii]'m|[Ii]m|I am|[Tt]he name is|[Cc]all me|[Cc]ontact(?: is| person is|:)|[Ii]t's|[Aa]sk for) (${NAME})(?: here)?(?![\\p{L}\\d@])`,
  'u',
);
/** "Maria Souza here from Segurança Total", "Hi, Tom Baker here". */
const HERE = new RegExp(
  `(?:^|[.,!\\n] ?)(?:(?:[Hh]i|[Hh]ello|[Hh]ey)[ ,]+)?(?:(${NAME}) here(?= (?:from|at|with|of)\\b)|([\\p{Lu}][\\p{L}\\p{M}'-]{1,30} [\\p{Lu}][\\p{L}\\p{M}'-]{1,30}) here(?=[.,!]|$))`,
  'u',
);
const LOWER_INTRODUCTION =
  /(?:^|[\s,.;!])(?:my (?:full )?name(?: is|'s)|the name is) ([\p{L}'-]{2,30}(?: [\p{L}'-]{2,30})?)(?=[\s,.;!]|$)/iu;
const EMPLOYER = new RegExp(
  `(?:[Ff]rom|[Ww]ith|[Ww]ork(?:ing)? (?:for|at)|[Oo]n behalf of|[Hh]ere (?:at|from)|[Cc]ompany(?: name)?(?: is|:)?|[Rr]epresenting|[Ww]e are|[Ww]e're|[Oo]f|[Aa]t) (${COMPANY})`,
  'u',
);
const SAID_COMPANY =
  /\b(?:company(?: name)?(?: is|:)|(?:i )?work (?:for|at)|on behalf of) ([\p{L}\d][\p{L}\d&' .-]{1,60}?)(?=[,.;!]|$| and (?!(?:sons|co|company|partners|daughters|associates|bros)\b)| my\b)/iu;

/** The person and company that a sentence introduces: "this is Maria Lopez from Acme Security". Doubtful ones are left out. */
export function findIntroduction(text: string): { name?: string; company?: string } {
  const introduced = INTRODUCTION.exec(text) ?? HERE.exec(text) ?? LOWER_INTRODUCTION.exec(text);
  const said = introduced?.[1] ?? introduced?.[2];
  const name = said === undefined ? undefined : introducedName(said);
  const rest = name === undefined ? text : text.slice((introduced?.index ?? 0) + (introduced?.[0].length ?? 0));
  const company = companyIn(text, name === undefined ? undefined : rest);
  return { ...(name === undefined ? {} : { name }), ...(company === undefined ? {} : { company }) };
}

function introducedName(said: string): string | undefined {
  const pieces = said.split(' ');
  // "this is Maria and …": the words up to the first that is no name.
  const end = pieces.findIndex(piece => NOT_NAMES.has(piece.toLowerCase()) || !PIECE.test(piece));
  const kept = (end < 0 ? pieces : pieces.slice(0, end)).join(' ').replace(/\.$/, '');
  return kept === '' || isFault(plainWords(kept)) ? undefined : asName(kept, 5);
}

function companyIn(text: string, afterName: string | undefined): string | undefined {
  const near =
    afterName === undefined ? undefined : new RegExp(`^[\\s,]*(?:here )?${EMPLOYER.source}`, 'u').exec(afterName)?.[1];
  const named = near ?? SAID_COMPANY.exec(text)?.[1];
  const company = named?.trim().replace(/[.,;]+$/, '');
  return company === undefined || company.length < 2 || NOT_NAMES.has(company.toLowerCase()) ? undefined : company;
}

/** Reads an answer to "which company?"; undefined for "none", questions and refusals. */
export function readCompany(text: string): string | undefined {
  const said = tidy(text)
    .slice(0, 120)
    .replace(
      /^(?:(?:it'?s|it is|the company is|my company is|company(?: name)?(?: is|:)|i work (?:for|at)|we are|we're|i'm (?:from|with)|from|called)\s+)+/i,
      '',
    )
    .replace(/^["']+|["'\s,;!]+$/g, '')
    .trim();
  const words = plainWords(said);
  if (said.length < 2 || said.length > 100 || /[?@]/.test(said) || !/\p{L}/u.test(said) || words.split(' ').length > 12)
    return undefined;
  if (
    /^ (?:no|none|nope|n a|na|nothing|private|myself|just me|no company|i do not|not applicable|skip|individual|personal|self|what|why|how|who|yes|yeah|ok|okay)( |$)/.test(
      words,
    )
  )
    return undefined;
  return isFault(words) ? undefined : said;
}
