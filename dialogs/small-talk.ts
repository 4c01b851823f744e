/** Lines that want neither a job nor an article: about the desk itself, anger, and attempts to talk it out of its role. */
import type { Texts } from './texts/en.ts';

type Line = (texts: Texts) => string;

/** What is said to a pattern; `yields` where an answer to what was asked as well is worth more. */
const LINES: readonly [pattern: RegExp, line: Line, yields?: true][] = [
  [
    /\b(?:(?:ignore|forget|disregard|override)\b.{0,30}\b(?:instructions?|rules|prompts?|guidelines|everything)|system prompt|your (?:instructions|prompt|configuration|source code)|developer mode|jailbreak|(?:act|behave|respond|pretend)\b.{0,20}\b(?:as|like|to be) an? (?:pirate|human|admin|linux|different)|root access|drop (?:table|database)|print (?:all|your)\b.{0,20}\b(?:records|prompt|customers?))/i,
    texts => texts.stayingInRole,
  ],
  [
    /\b(?:(?:are|r) (?:you|u)|is (?:this|it|that|there)) (?:just )?(?:an? )?(?:real |actual |live )?(?:bot|robot|human|person|machine|computer|ai|a\.i\.|real|chatbot)\b|\bam i (?:talking|speaking|chatting) (?:to|with) (?:an? )?(?:real |actual )?(?:bot|robot|machine|computer|human|person|ai)\b|\bwho (?:made|built|created|programmed) you\b|\bwhat are you\b\s*\??$|\bhow old are you\b|\bdo you have (?:feelings|a name)\b/i,
    texts => texts.aboutMe,
  ],
  [
    /\b(?:f+u+c+k+\w*|shit\w*|bullshit|damn(?: it)?|crap|bastards?|idiots?|stupid|moron\w*|useless|piece of (?:junk|garbage)|screw you|wtf|shut up|you suck|this sucks|worst (?:company|support|service))\b/i,
    texts => texts.calm,
    true,
  ],
];

const LONGEST = 200;

/** The line that fits; a longer message has more to say than that. `answered`: there is an answer to it already. */
export function asideFor(text: string, texts: Texts, answered = false): string | undefined {
  if (text.length > LONGEST) return undefined;
  const [, line] = LINES.find(([pattern, , yields]) => pattern.test(text) && !(answered && yields)) ?? [];
  return line?.(texts);
}
