/** What the customer wants done to the firmware (R13, R16), and to which version. */
import type { Kind } from '../../services/catalog/product.ts';
import type { Choice } from '../reply.ts';
import type { AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { readSerial } from '../understanding/serial.ts';
import { type Draft, type Product, productFor, withProduct } from './draft.ts';
import { nameOf } from './product-turns.ts';

/** Kinds without firmware of their own. */
const NO_FIRMWARE: readonly Kind[] = ['lens', 'illuminator', 'enclosure', 'transmission', 'monitor'];

const LONGEST_VERSION = 60;
const MOST_VERSION_WORDS = 4;

/** "Upgrade both", "as it is, for all". */
const FOR_ALL = /\b(all|each|every|both)\b/i;
/** "The latest", "whatever is current". */
const NEWEST = /\b(latest|newest|last|current|most recent|any|whatever)\b/i;
/** "The version before", which is as much as somebody can tell who wants to go back. */
const BEFORE = /\b(previous|earlier|before|prior|older|last|any|whatever)\b/i;

const hasFirmware = (product: Product) => !NO_FIRMWARE.includes(product.kind ?? 'other');
export const lacksFirmware = (product: Product) => product.firmware === undefined && hasFirmware(product);
const takesVersion = (product: Product) => product.firmware !== undefined && product.firmware.change !== 'as-is';
export const lacksVersion = (product: Product) => takesVersion(product) && product.firmwareAsked === undefined;

export function firmwareStep(texts: Texts): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'firmware',
    field: 'firmware',
    takesLeaving: true,
    pending: draft => draft.products.some(lacksFirmware),
    ask: draft => ({
      text: texts.askFirmware((productFor(draft, lacksFirmware) ?? draft.products.at(-1))?.model ?? ''),
      choices: texts.firmwareChoices(new Set(draft.products.filter(hasFirmware).map(one => one.model)).size > 1),
    }),
    why: texts.whyFirmware,
    answer(heard, draft) {
      const product = productFor(draft, lacksFirmware) ?? draft.products.at(-1);
      const change = firmwareChange(heard);
      if (!product || !change) return { kind: 'unclear', say: texts.unclearFirmware };
      const to = versionIn(heard.text);
      const isTold = change === 'as-is' || to !== undefined || (change === 'upgrade' && NEWEST.test(heard.text));
      const changes = { firmware: { change, ...(to ? { to } : {}) }, firmwareAsked: isTold ? true : undefined };
      const targets = FOR_ALL.test(heard.text)
        ? draft.products.filter(hasFirmware)
        : draft.products.filter(other => lacksFirmware(other) && other.model === product.model);
      return {
        kind: 'taken',
        draft: [product, ...targets].reduce((rest, one) => withProduct(rest, one.id, changes), draft),
      };
    },
    shown: draft => shownFirmware(texts, productFor(draft, lacksFirmware) ?? draft.products.find(one => one.firmware)),
  };
}

/** “The latest”, in any words. */
export function wantsNewest(text: string): boolean {
  return NEWEST.test(text);
}

function shownFirmware(texts: Texts, product: Product | undefined): string | undefined {
  const firmware = product?.firmware;
  return firmware && `${texts.labels.firmware}: ${texts.writeFirmware(firmware.change, firmware.to)}`;
}

/** Which way somebody wants the firmware to go; undefined where the words do not say. */
export function firmwareChange(heard: Heard): 'as-is' | 'upgrade' | 'downgrade' | undefined {
  const { text } = heard;
  if (text.length > 120 || /\bnot (as (it )?is|leave)\b/i.test(text)) return undefined;
  if (/\b(never|as (it )?is|leave|keep|unchanged|same|don'?t|do not|no change|not|stay)\b/i.test(text)) return 'as-is';
  if (/\b(down ?grad\w*|older|(previous|earlier) (version|firmware|one)|roll ?back|back to)\b/i.test(text))
    return 'downgrade';
  if (/\b(up ?grad\w*|up ?dat\w*|newest|latest|newer|new)\b/i.test(text)) return 'upgrade';
  // "Shall it stay as it is?": yes is as it is; a bare no does not say which way.
  return heard.understood.answer === 'yes' ? 'as-is' : undefined;
}

/** A version as people write it: digits with dots, perhaps with a v before and letters behind. */
export function versionIn(text: string): string | undefined {
  return /\bv?\d{1,4}(\.\d{1,6}){1,4}[\w-]{0,12}\b/i.exec(text)?.[0];
}

export function firmwareVersionStep(texts: Texts): AskStep<Draft> {
  const inQuestion = (draft: Draft) => productFor(draft, lacksVersion) ?? draft.products.findLast(takesVersion);
  return {
    kind: 'ask',
    name: 'firmware-version',
    pending: draft => draft.products.some(lacksVersion),
    ask(draft) {
      const product = inQuestion(draft);
      const change = directionOf(product);
      const several = draft.products.filter(lacksVersion).length > 1;
      return { text: texts.askFirmwareTo(change, nameOf(draft, product)), choices: choicesTo(texts, change, several) };
    },
    why: texts.whyFirmware,
    answer(heard, draft) {
      const product = inQuestion(draft);
      const change = directionOf(product);
      const wish = versionWish(heard, change);
      if (!product || !wish) return { kind: 'unclear', say: texts.unclearVersion };
      const others = FOR_ALL.test(heard.text) ? draft.products.filter(one => one.firmware?.change === change) : [];
      return {
        kind: 'taken',
        draft: [product, ...others].reduce(
          (rest, one) => withProduct(rest, one.id, { firmware: wish, firmwareAsked: true }),
          draft,
        ),
      };
    },
    shown: draft => shownFirmware(texts, inQuestion(draft)),
  };
}

/** Who said "no change" and goes back to this question may still upgrade. */
function directionOf(product: Product | undefined): 'upgrade' | 'downgrade' {
  return product?.firmware?.change === 'downgrade' ? 'downgrade' : 'upgrade';
}

function choicesTo(texts: Texts, change: 'upgrade' | 'downgrade', several: boolean): Choice[] {
  return change === 'upgrade' ? texts.latest(several) : [];
}

/** What an answer to "to which version?" makes of the wish: a version, the one at either end, or no change after all. */
function versionWish(heard: Heard, change: 'upgrade' | 'downgrade'): Product['firmware'] {
  const { text, understood } = heard;
  const to = versionIn(text);
  if (to !== undefined) return { change, to };
  if (
    understood.answer === 'no' ||
    firmwareChange({ text, understood: { ...understood, answer: undefined } }) === 'as-is'
  )
    return { change: 'as-is' };
  const isOpen = (change === 'upgrade' ? NEWEST : BEFORE).test(text) || readSerial(text).kind === 'unknown';
  // “The latest” is fine: yes is the latest. There is no such answer to "to which version shall it go back?".
  if (isOpen || (change === 'upgrade' && understood.answer === 'yes')) return { change };
  const named = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_VERSION);
  return /\d/.test(named) && named.split(' ').length <= MOST_VERSION_WORDS ? { change, to: named } : undefined;
}
