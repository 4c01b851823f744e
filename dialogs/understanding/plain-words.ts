import { respell } from './spelling.ts';

/** Short words as they are slipped or texted, and contractions written out. Keys are lower case without apostrophes. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  teh: 'the',
  hte: 'the',
  yuo: 'you',
  yu: 'you',
  u: 'you',
  ur: 'your',
  hav: 'have',
  giv: 'give',
  gve: 'give',
  nead: 'need',
  whant: 'want',
  logn: 'long',
  sombody: 'somebody',
  ned: 'need',
  nede: 'need',
  nedd: 'need',
  wat: 'what',
  wut: 'what',
  whats: 'what is',
  wheres: 'where is',
  hows: 'how is',
  whos: 'who is',
  whens: 'when is',
  thats: 'that is',
  theres: 'there is',
  adn: 'and',
  nad: 'and',
  taht: 'that',
  nto: 'not',
  fo: 'for',
  frm: 'from',
  wnat: 'want',
  aks: 'ask',
  cna: 'can',
  mush: 'much',
  manny: 'many',
  hwo: 'how',
  nwo: 'now',
  wen: 'when',
  thx: 'thanks',
  tnx: 'thanks',
  ty: 'thanks',
  pls: 'please',
  plz: 'please',
  plss: 'please',
  plese: 'please',
  pleas: 'please',
  im: 'i am',
  ive: 'i have',
  id: 'id',
  ill: 'i will',
  youre: 'you are',
  youve: 'you have',
  weve: 'we have',
  theyre: 'they are',
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  cant: 'can not',
  cannot: 'can not',
  couldnt: 'could not',
  wont: 'will not',
  wouldnt: 'would not',
  shouldnt: 'should not',
  isnt: 'is not',
  arent: 'are not',
  wasnt: 'was not',
  hasnt: 'has not',
  havent: 'have not',
  aint: 'is not',
  lets: 'let us',
  wanna: 'want to',
  gonna: 'going to',
  gotta: 'have to',
  gimme: 'give me',
  lemme: 'let me',
  kinda: 'kind of',
};

const ENDINGS: Readonly<Record<string, string>> = {
  "it's": 'it is',
  "i'd": 'i would',
  "we'd": 'we would',
  "i'll": 'i will',
  "we'll": 'we will',
  "we're": 'we are',
  "you'll": 'you will',
  "it'll": 'it will',
  "he's": 'he is',
  "she's": 'she is',
  "they'll": 'they will',
  "you'd": 'you would',
};

/** "its dead", "its not working"; but "lost its picture". */
const ITS_AS_IT_IS =
  / its (?=(?:not|dead|broken|an?|the|all|still|just|been|too|very|so|done|on|off|out|in|my|our|only|always|completely|[a-z]+ing|[a-z]+ed) )/g;

/**
 * A clause as the rules read it: lower case, spelled right, contractions written out, single blanks, a blank at both
 * ends, no punctuation. "I ned to opne a case, pls" becomes " i need to open a case please ".
 */
export function plainWords(clause: string): string {
  const lower = clause.toLowerCase();
  const spelledOut = lower.includes('m')
    ? lower.replace(/\br\.? ?m\.? ?a\b\.?/g, 'rma').replace(/e-mail/g, 'email')
    : lower;
  const words = spelledOut.match(isAscii(spelledOut) ? ASCII_WORD : WORD) ?? [];
  return ` ${words.map(writtenOut).join(' ')} `.replace(ITS_AS_IT_IS, ' it is ');
}

const WORD = /[\p{L}\p{M}\d]+(?:'\p{L}+)?/gu;
/** The same for the common case, several times faster. */
const ASCII_WORD = /[a-z\d]+(?:'[a-z]+)?/g;

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

function writtenOut(word: string): string {
  const hasMark = word.includes("'");
  if (hasMark && Object.hasOwn(ENDINGS, word)) return ENDINGS[word] ?? word;
  const bare = hasMark ? word.replace("'", '') : word;
  if (Object.hasOwn(WRITTEN_OUT, bare)) return WRITTEN_OUT[bare] ?? word;
  return respell(hasMark ? word.replace(/'s$/, '').replace("'", '') : word);
}
