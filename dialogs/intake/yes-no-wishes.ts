/** The wishes that a yes or a no decides: speed (R19) and news by mail (R11). An answer to one may tell the other as well. */
import type { Choice } from '../reply.ts';
import type { Answer, AskStep, Heard, TurnContext } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { readExpedite } from '../understanding/expedite.ts';
import { plainWords } from '../understanding/plain-words.ts';
import { readStatusEmails } from '../understanding/status-emails.ts';
import type { Draft } from './draft.ts';

interface Wish {
  name: 'expedited' | 'statusEmails';
  text: string;
  why: string;
  choices: Choice[];
  unclear: string;
  yes: RegExp;
  no: RegExp;
  /** Whether a text is about this wish by its name, and not only in a word that may be an answer to anything. */
  named(text: string): boolean;
  read(words: string): boolean | undefined;
}

export function yesNoSteps(texts: Texts): AskStep<Draft>[] {
  const expedited: Wish = {
    name: 'expedited',
    text: texts.askExpedited,
    why: texts.whyExpedited,
    choices: texts.expeditedChoices,
    unclear: texts.unclearExpedited,
    yes: /\b(fast(er)?|rush|urgent(ly)?|asap|expedite[d]?|quick(er|ly)?|soon(er)?|hurry|on)\b/i,
    no: /\b(normal|standard|regular|no (rush|hurry)|not urgent|slow|whenever|fine|off)\b/i,
    named: text => /\bexpedit/i.test(text),
    read: readExpedite,
  };
  const statusEmails: Wish = {
    name: 'statusEmails',
    text: texts.askStatusEmails,
    why: texts.whyStatusEmails,
    choices: texts.yesNo,
    unclear: texts.unclearYesNo,
    yes: /\b(mail me|email me|send (me )?(them|it|mails|emails|an email)|keep me (posted|updated|informed)|on)\b/i,
    no: /\b(no (e-?)?mails?|don'?t (mail|email|send)|without|off)\b/i,
    named: text => readStatusEmails(plainWords(text)) !== undefined,
    read: readStatusEmails,
  };
  return [yesNoStep(texts, expedited, statusEmails), yesNoStep(texts, statusEmails, expedited)];
}

/** "Change the expedited", "the expedited is wrong": which way is not said. */
const ONLY_NAMES = /\b(?:change|edit|correct|fix|update|wrong)\b/i;
/** Where one wish ends and the next begins: "no, but mail me the status". */
const BETWEEN = /[,.;\n]+|\b(?:and|but)\b/i;

function yesNoStep(texts: Texts, of: Wish, other: Wish): AskStep<Draft> {
  const take = (draft: Draft, wanted: boolean): Answer<Draft> => ({
    kind: 'taken',
    draft: { ...draft, [of.name]: wanted },
  });
  return {
    kind: 'ask',
    name: of.name,
    field: of.name,
    pending: draft => draft[of.name] === undefined,
    ask: () => ({ text: of.text, choices: of.choices }),
    why: of.why,
    async answer(heard, draft, turn) {
      const own = await withoutOther(heard, other, turn);
      if (!own) return { kind: 'unclear', say: of.unclear };
      const { text, understood } = own;
      if (/\byes\b/i.test(text) && /\bno\b/i.test(text)) return { kind: 'unclear', say: of.unclear };
      if (ONLY_NAMES.test(text) && !understood.answer) return { kind: 'unclear' };
      const told = of.read(plainWords(text));
      if (told !== undefined) return take(draft, told);
      if (of.no.test(text)) return take(draft, false);
      if (understood.answer) return take(draft, understood.answer === 'yes');
      return of.yes.test(text) ? take(draft, true) : { kind: 'unclear', say: of.unclear };
    },
    shown(draft) {
      const wanted = draft[of.name];
      return wanted === undefined ? undefined : `${texts.labels[of.name]}: ${wanted ? texts.yes : texts.no}`;
    },
  };
}

/** The part of an answer that is not about the other wish; undefined where all of it is. */
async function withoutOther(heard: Heard, other: Wish, turn: TurnContext): Promise<Heard | undefined> {
  if (!other.named(heard.text)) return heard;
  const own = heard.text.split(BETWEEN).filter(part => /[\p{L}\d]/u.test(part) && !other.named(part));
  return own.length > 0 ? turn.hear(own.join(', ')) : undefined;
}
