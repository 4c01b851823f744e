/** What the customer decides when a unit comes in: firmware (R13), data on disks (R14), speed (R19), news by mail (R11). */
import type { Catalog, Kind } from '../../services/catalog/product.ts';
import type { AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { readSerial } from '../understanding/serial.ts';
import { type Draft, type Product, productFor, withProduct } from './draft.ts';
import { nameOf } from './product-turns.ts';
import { yesNoSteps } from './yes-no-wishes.ts';

export interface WishDependencies {
  texts: Texts;
  catalog: Catalog;
}

/** Kinds without firmware of their own. */
const NO_FIRMWARE: readonly Kind[] = ['lens', 'illuminator', 'enclosure', 'transmission', 'monitor'];

const LONGEST_VERSION = 60;

const lacksFirmware = (product: Product) =>
  product.firmware === undefined && !NO_FIRMWARE.includes(product.kind ?? 'other');
const lacksVersion = (product: Product) =>
  product.firmware !== undefined && product.firmware.change !== 'as-is' && product.firmwareAsked === undefined;

export function wishSteps(deps: WishDependencies): AskStep<Draft>[] {
  const { texts } = deps;
  return [firmwareStep(texts), firmwareVersionStep(texts), dataStep(deps), ...yesNoSteps(texts)];
}

function firmwareStep(texts: Texts): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'firmware',
    field: 'firmware',
    pending: draft => draft.products.some(lacksFirmware),
    ask: draft => ({
      text: texts.askFirmware((productFor(draft, lacksFirmware) ?? draft.products.at(-1))?.model ?? ''),
      choices: texts.firmwareChoices(new Set(draft.products.filter(lacksFirmware).map(one => one.model)).size > 1),
    }),
    why: texts.whyFirmware,
    answer(heard, draft) {
      const product = productFor(draft, lacksFirmware) ?? draft.products.at(-1);
      const change = firmwareChange(heard);
      if (!product || !change) return { kind: 'unclear', say: texts.unclearFirmware };
      const forAll = /\b(all|each|every|both)\b/i.test(heard.text);
      const to = version(heard.text);
      const asked = change === 'as-is' || to !== undefined ? true : undefined;
      const changes = { firmware: { change, ...(to ? { to } : {}) }, firmwareAsked: asked };
      const alike = (other: Product) => forAll || other.model === product.model;
      const targets = draft.products.filter(other => lacksFirmware(other) && alike(other));
      return {
        kind: 'taken',
        draft: [product, ...targets].reduce((rest, one) => withProduct(rest, one.id, changes), draft),
      };
    },
    shown(draft) {
      const firmware = productFor(draft, lacksFirmware)?.firmware ?? draft.products.find(one => one.firmware)?.firmware;
      return firmware && texts.writeFirmware(firmware.change, firmware.to);
    },
  };
}

function firmwareChange(heard: Heard): 'as-is' | 'upgrade' | 'downgrade' | undefined {
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
function version(text: string): string | undefined {
  return /\bv?\d{1,4}(\.\d{1,6}){1,4}[\w-]{0,12}\b/i.exec(text)?.[0];
}

function firmwareVersionStep(texts: Texts): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'firmware-version',
    pending: draft => draft.products.some(lacksVersion),
    ask(draft) {
      const change = productFor(draft, lacksVersion)?.firmware?.change === 'downgrade' ? 'downgrade' : 'upgrade';
      return { text: texts.askFirmwareTo(change), choices: change === 'upgrade' ? texts.latest : [] };
    },
    answer(heard, draft) {
      const product = productFor(draft, lacksVersion);
      if (!product?.firmware) return { kind: 'unclear' };
      if (heard.understood.answer === 'no') {
        return {
          kind: 'taken',
          draft: withProduct(draft, product.id, { firmware: { change: 'as-is' }, firmwareAsked: true }),
        };
      }
      const open =
        /\b(latest|newest|last|current|any|whatever)\b/i.test(heard.text) || readSerial(heard.text).kind === 'unknown';
      const to = open
        ? undefined
        : (version(heard.text) ?? heard.text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_VERSION));
      if (to !== undefined && !/[\p{L}\d]/u.test(to)) return { kind: 'unclear' };
      const firmware = { change: product.firmware.change, ...(to ? { to } : {}) };
      return { kind: 'taken', draft: withProduct(draft, product.id, { firmware, firmwareAsked: true }) };
    },
  };
}

function dataStep({ texts, catalog }: WishDependencies): AskStep<Draft> {
  const lacksData = (product: Product) =>
    product.data === undefined && Boolean(product.family && catalog.family(product.family)?.disks);
  return {
    kind: 'ask',
    name: 'data',
    field: 'data',
    pending: draft => draft.products.some(lacksData),
    ask: draft => ({
      text: texts.askData(nameOf(draft, productFor(draft, lacksData) ?? draft.products.at(-1))),
      choices: texts.dataChoices,
    }),
    why: texts.whyData,
    answer(heard, draft) {
      const product = productFor(draft, lacksData) ?? draft.products.at(-1);
      const wish = dataWish(heard);
      if (!product || !wish) return { kind: 'unclear', say: texts.unclearData };
      return { kind: 'taken', draft: withProduct(draft, product.id, { data: wish }) };
    },
    shown(draft) {
      const wish = draft.products.find(product => product.data)?.data;
      return wish && texts.writeData(wish);
    },
  };
}

function dataWish(heard: Heard): Product['data'] {
  const { text } = heard;
  if (
    /\b(do(n'?t| not) need|not needed|no need|export(ed)?|backed up|back ?up|have (it|them|a copy)|i will|myself|erase|wipe|nothing (on|important))\b/i.test(
      text,
    )
  )
    return 'kept-by-customer';
  if (/\b(quote|recover\w*|copy|copied|save|need (it|them|the)|rescue|important)\b/i.test(text))
    return 'recovery-quote';
  return heard.understood.answer === 'no' ? 'kept-by-customer' : undefined;
}
