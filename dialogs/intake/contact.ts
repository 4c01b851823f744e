/** Whom to talk to (R4): name, email and, if there is one, company. */
import { quoted } from '../reply.ts';
import type { Answer, AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { readLabelled } from '../understanding/change.ts';
import { countryOf } from '../understanding/countries.ts';
import { readEmail } from '../understanding/email.ts';
import { readName } from '../understanding/name.ts';
import type { Change, EmailReading } from '../understanding/understood.ts';
import { wholeAddress } from './addresses.ts';
import type { Draft } from './draft.ts';

type Contact = Draft['contact'];

const LONGEST_COMPANY = 120;

export function nameStep(texts: Texts, pending: (draft: Draft) => boolean): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'name',
    field: 'name',
    open: true,
    pending: draft => draft.contact.name === undefined && pending(draft),
    ask: () => ({ text: texts.askName }),
    why: texts.whyName,
    answer(heard, draft) {
      const name = heard.understood.slots.name ?? nameAmong(heard.text) ?? readName(heard.text);
      const isOther =
        /[<>{};"\d]/.test(name ?? '') || texts.keepWords.test(heard.text) || heard.understood.slots.since !== undefined;
      return name && !isOther ? taken(draft, { name }) : { kind: 'unclear', say: texts.unclearName };
    },
    shown: draft => draft.contact.name && quoted(draft.contact.name),
  };
}

export function emailStep(texts: Texts, pending: (draft: Draft) => boolean): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'email',
    field: 'email',
    pending: draft => draft.contact.email === undefined && pending(draft),
    ask: ({ emailSlip }) =>
      emailSlip ? texts.slipEmail(emailSlip.value, emailSlip.suggestion) : { text: texts.askEmail },
    why: texts.whyEmail,
    answer: (heard, draft, _turn, doubt) =>
      takeEmail(texts, heard, doubt ?? slipOf(draft), email => taken({ ...draft, emailSlip: undefined }, { email })),
    shown: draft => draft.contact.email && quoted(draft.contact.email),
  };
}

/** An address given before it was asked for that looks like a slip: the question is then whether it is one. */
function slipOf({ emailSlip }: Draft): EmailReading | undefined {
  return emailSlip && { kind: 'slip', ...emailSlip };
}

/** The name in "Maria Lopez, Acme Security, 559 555 0142"; "Lopez, Maria" is one name. */
function nameAmong(text: string): string | undefined {
  const parts = text.split(/[,;\n]/).map(part => part.trim());
  const [first = ''] = parts.filter(part => part && !/[@\d]/.test(part));
  return parts.length > 1 && (parts.length > 2 || /\s/.test(first)) ? readName(first) : undefined;
}

/** Reads an email address; what looks like a slip or is one of several is asked about before `take` gets it. */
export function takeEmail<D>(
  texts: Texts,
  heard: Heard,
  doubt: unknown,
  take: (email: string) => Answer<D>,
): Answer<D> {
  const slip = doubt as Extract<EmailReading, { kind: 'slip' }> | undefined;
  const read = readEmail(heard.text);
  const reading = read.kind === 'none' ? (heard.understood.slots.email ?? read) : read;
  // The question was "did you mean …?": yes takes the suggestion; no, or the same address once more, keeps what was typed.
  if (slip && heard.understood.answer === 'yes' && reading.kind === 'none') return take(slip.suggestion);
  if (slip && heard.understood.answer === 'no' && reading.kind === 'none') return take(slip.value);
  if (slip && reading.kind === 'slip' && reading.value === slip.value) return take(slip.value);
  switch (reading.kind) {
    case 'email':
      return take(reading.value);
    case 'slip':
      return { kind: 'doubt', doubt: reading, ask: texts.slipEmail(reading.value, reading.suggestion) };
    case 'several':
      return { kind: 'unclear', ...choosing(texts.whichEmail(reading.values)) };
    case 'malformed':
      return { kind: 'unclear', say: texts.malformedEmail(reading.said) };
    case 'none':
      return { kind: 'unclear', say: texts.unclearEmail };
  }
}

export function companyStep(texts: Texts, country: string, pending: (draft: Draft) => boolean): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'company',
    field: 'company',
    open: true,
    pending: draft => draft.contact.company === undefined && pending(draft),
    ask: () => ({ text: texts.askCompany, choices: texts.noCompany }),
    why: texts.whyCompany,
    answer(heard, draft) {
      const { text, understood } = heard;
      if (understood.answer === 'no' || NO_COMPANY.test(text)) return taken(draft, { company: null });
      if (wholeAddress(text, country)) return { kind: 'unclear' };
      const labelled = readLabelled(text, understood.slots);
      if (labelled && !isOfCompany(labelled, text)) return { kind: 'elsewhere', change: labelled };
      if (isCountry(text)) return { kind: 'unclear', say: texts.countryNoCompany };
      if (PHONE_LIKE.test(text)) return { kind: 'unclear', say: texts.phoneNoCompany };
      if (/^\W*(yes|yeah|yep|sure|ok|okay)\W*$/i.test(text)) return { kind: 'unclear', say: texts.whichCompany };
      const company = understood.slots.company ?? (labelled?.value ?? text).replace(/\s+/g, ' ').trim();
      return isCompany(company) && !texts.keepWords.test(text)
        ? taken(draft, { company })
        : { kind: 'unclear', say: texts.unclearCompany };
    },
    shown: draft => (draft.contact.company ? quoted(draft.contact.company) : undefined),
  };
}

/** "M: 07700 900123": hardly more than digits. */
const PHONE_LIKE = /^\W*(?:[a-z]{1,6}\W+)?[+(]?\d[\d\s()./-]{5,}\d(?:\s*(?:ext|x)\W*\d+)?\W*$/i;

/** "The name is Acme" names the company here, "my name is Jo" does not. */
function isOfCompany({ field }: Change, text: string): boolean {
  return field === 'company' || (field === 'name' && !/\b(?:my|contact|first|last|family|sur|person)/i.test(text));
}

/** "Japan", "UK": a country and nothing else; of its codes only those that are no firm's ("GE", "ARM"). */
function isCountry(text: string): boolean {
  const said = text.trim().replace(/[.!]+$/, '');
  return /^(?:uk|usa?|uae|.{4,})$/i.test(said) && countryOf(said) !== undefined;
}

const NO_COMPANY =
  /^\W*(none|skip|n\/?a|nothing|just me|myself|me|-+)\W*$|\b(private|individual|home ?owner|for myself|no company)\b/i;

/** A name, not a sentence, a number or markup. */
function isCompany(text: string): boolean {
  const isSentence =
    /^(ignore|that|this|it|i|i'm|we|you|what|why|how|not|the last|(change|edit|update|upgrade|downgrade|set) (the|my|it|to))\b/i.test(
      text,
    ) || text.split(' ').length > 8;
  return text.length <= LONGEST_COMPANY && /\p{L}/u.test(text) && !/[?@<>{}"]/.test(text) && !isSentence;
}

export function taken(draft: Draft, contact: Contact): Answer<Draft> {
  return { kind: 'taken', draft: { ...draft, contact: { ...draft.contact, ...contact } } };
}

function choosing(reply: { text: string; choices: { title: string; value: string }[] }) {
  return { say: reply.text, choices: reply.choices };
}
