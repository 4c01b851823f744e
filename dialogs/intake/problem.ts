/** What is wrong with a product, in the customer's own words, and since when (R4). */
import { writeDate } from '../../services/calendar.ts';
import { quoted } from '../reply.ts';
import type { Answer, AskStep, Heard, TurnContext } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { excerpt } from '../texts/wording.ts';
import { readDate } from '../understanding/date.ts';
import { datesByItem } from '../understanding/dates-by-item.ts';
import { readSerial } from '../understanding/serial.ts';
import type { ProductMention } from '../understanding/understood.ts';
import { wholeAddress } from './addresses.ts';
import { type Draft, lacksProblem, lacksSince, type Product, productFor, withProduct } from './draft.ts';
import { isPlausible, LONGEST_PROBLEM } from './mentioned.ts';
import { batchOf, due, nameOf, shownOf } from './product-turns.ts';

/** A model or serial number is no fault: "B7655004", "S6230-EGL1". */
const CODE = /^\W*(?=\S*\d)[\p{L}\d-]{6,24}\W*$/u;

export function problemStep({ texts, country }: { texts: Texts; country: string }): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'problem',
    field: 'problem',
    open: true,
    pending: due(lacksProblem),
    ask(draft) {
      const product = productFor(draft, lacksProblem);
      return {
        text: texts.askProblem(nameOf(draft, product), product ? batchOf(draft, product, lacksProblem).length : 1),
      };
    },
    why: texts.whyProblem,
    answer(heard, draft) {
      const product = productFor(draft, lacksProblem);
      const told = ownOf(heard, product)?.problem ?? heard.understood.slots.problem;
      const words = (told ?? heard.text).replace(/\s+/g, ' ').trim();
      if (
        !product ||
        (told === undefined && CODE.test(words)) ||
        !/\p{L}{2}.*\p{L}/u.test(words) ||
        wholeAddress(words, country) ||
        (heard.understood.answer !== undefined && told === undefined)
      ) {
        return { kind: 'unclear', say: texts.unclearProblem };
      }
      const batch = product.problem === undefined ? batchOf(draft, product, lacksProblem) : [product];
      const problem = words.slice(0, LONGEST_PROBLEM);
      return {
        kind: 'taken',
        draft: batch.reduce((rest, one) => withProduct(rest, one.id, { problem }), draft),
        say: [words.length > LONGEST_PROBLEM && texts.longProblem, batch.length > 1 && texts.forAll(batch.length)]
          .filter(Boolean)
          .join(' '),
      };
    },
    shown: draft => shownOf(draft, lacksProblem, product => product.problem && quoted(excerpt(product.problem))),
  };
}

/** What an answer that tells of several products tells of the one in question. */
function ownOf({ understood }: Heard, product: Product | undefined): ProductMention | undefined {
  return understood.slots.products.find(({ model }) => model !== undefined && model === product?.model);
}

export function sinceStep({ texts }: { texts: Texts }): AskStep<Draft> {
  function take(draft: Draft, since: Product['since'], say?: string): Answer<Draft> {
    const product = productFor(draft, lacksSince);
    if (!product) return { kind: 'unclear' };
    const batch = product.since === undefined ? batchOf(draft, product, lacksSince) : [product];
    return { kind: 'taken', draft: batch.reduce((rest, one) => withProduct(rest, one.id, { since }), draft), say };
  }
  /** "The first one 3 November, the other one yesterday." */
  function takeApart(draft: Draft, heard: Heard, turn: TurnContext): Answer<Draft> | undefined {
    const told = datesByItem(heard.text, turn).flatMap(({ item, reading }) => {
      const product = draft.products.at(item < 0 ? item : item - 1);
      return product && isPlausible(reading, heard.text) ? [{ product, reading }] : [];
    });
    if (told.length < 2) return undefined;
    const notes = told.map(({ product, reading }) => {
      const shown = texts.since(writeDate(reading.value, turn.locale), reading.vague);
      return `${quoted(nameOf(draft, product))} ${texts.sinceNoted(shown)}`;
    });
    const dated = told.reduce((rest, { product, reading: { value, vague } }) => {
      return withProduct(rest, product.id, { since: { value, vague } });
    }, draft);
    return { kind: 'taken', draft: dated, say: texts.noted(notes) };
  }
  return {
    kind: 'ask',
    name: 'since',
    field: 'since',
    pending: due(lacksSince),
    ask(draft) {
      const product = productFor(draft, lacksSince);
      const answered = product ? batchOf(draft, product, lacksSince).length : 1;
      const isPlain = answered === draft.products.length;
      return { text: texts.askSince(isPlain ? undefined : nameOf(draft, product)), choices: texts.sinceChoices };
    },
    why: texts.whySince,
    answer(heard, draft, turn) {
      const apart = draft.products.length > 1 ? takeApart(draft, heard, turn) : undefined;
      if (apart) return apart;
      const product = productFor(draft, lacksSince);
      const reading = ownOf(heard, product)?.since ?? heard.understood.slots.since ?? readDate(heard.text, turn);
      if (!isPlausible(reading, heard.text)) return { kind: 'unclear', say: texts.unclearSince };
      switch (reading.kind) {
        case 'date': {
          const shown = texts.since(writeDate(reading.value, turn.locale), reading.vague);
          return take(draft, { value: reading.value, vague: reading.vague }, texts.noted([texts.sinceNoted(shown)]));
        }
        case 'future':
          return { kind: 'unclear', say: texts.futureSince(writeDate(reading.value, turn.locale)) };
        case 'none':
          // "No" to a date that is known wipes nothing.
          return readSerial(heard.text).kind === 'unknown' || (heard.understood.answer === 'no' && !product?.since)
            ? take(draft, null)
            : { kind: 'unclear', say: texts.unclearSince };
      }
    },
    shown: draft => shownOf(draft, lacksSince, product => product.since && writeDate(product.since.value)),
  };
}
