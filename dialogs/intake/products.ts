/** The products of a case (R4, R5): model, serial number, problem and since when, one product after another. */

import { writeDate } from '../../services/calendar.ts';
import type { Catalog, Family } from '../../services/catalog/product.ts';
import { sameSerial } from '../../services/catalog/units.ts';
import { readNumber } from '../../services/numbers.ts';
import type { Returns } from '../../services/returns/returns.ts';
import { quoted } from '../reply.ts';
import type { Answer, AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { readDate } from '../understanding/date.ts';
import { readSerial } from '../understanding/serial.ts';
import type { DateReading, ProductMention } from '../understanding/understood.ts';
import {
  type Draft,
  isOpen,
  lacksModel,
  lacksProblem,
  lacksSerial,
  lacksSince,
  MOST_PRODUCTS,
  type Product,
  productFor,
  withProduct,
  withProducts,
} from './draft.ts';

export const LONGEST_PROBLEM = 2_000;
const LONGEST_MODEL = 60;

export interface ProductDependencies {
  texts: Texts;
  catalog: Catalog;
  returns: Pick<Returns, 'withSerials'>;
}

/** Whether the product whose turn it is lacks this, and everything asked before it is there. */
function due(lacks: (product: Product) => boolean) {
  return (draft: Draft) => {
    const product = draft.products.find(isOpen);
    return product !== undefined && lacks(product);
  };
}

/** In this order: model, serial, problem, since, and whether there is another product. */
export function productSteps(
  deps: ProductDependencies,
): [AskStep<Draft>, AskStep<Draft>, AskStep<Draft>, AskStep<Draft>, AskStep<Draft>] {
  return [modelStep(deps), serialStep(deps), problemStep(deps), sinceStep(deps), moreStep(deps)];
}

/** What a product may be called by somebody who cannot read its label. */
const SORT =
  /\b(cam(era)?s?|dome|ptz|bullet|turret|fisheye|recorder|dvr|nvr|server|monitor|screen|lens|encoder|decoder|keyboard|joystick|controller|switch|illuminator|light|housing|enclosure|multiplexer|matrix|box|unit|positioner|pan.?tilt|transmitter|receiver|converter)s?\b/i;

type ModelDoubt = { kind: 'family'; family: string } | { kind: 'unknown'; model: string } | { kind: 'no-model' };

function modelStep({ texts, catalog }: ProductDependencies): AskStep<Draft> {
  function known(draft: Draft, family: Family, model: string): Answer<Draft> {
    return { kind: 'taken', draft: named(draft, { model, family: family.id, kind: family.kind }) };
  }
  function judge(heard: Heard, draft: Draft, doubt: ModelDoubt | undefined): Answer<Draft> {
    const said = heard.understood.slots.products[0];
    const number = readNumber(heard.text);
    const mistyped = number.kind === 'mistyped' ? heard.text : heard.understood.slots.mistyped;
    if (mistyped !== undefined) return { kind: 'unclear', say: texts.mistyped(mistyped) };
    if (number.kind === 'number') {
      return { kind: 'unclear', say: number.of === 'case' ? undefined : texts.notACase(number.value) };
    }
    const match = catalog.match(said?.model ?? heard.text);
    const family = catalog.family(
      doubt?.kind === 'family' ? doubt.family : (productFor(draft, lacksModel)?.family ?? ''),
    );
    if (match.kind === 'model') return known(draft, match.family, match.model);
    if (doubt?.kind === 'unknown' && heard.understood.answer === 'yes') {
      return { kind: 'taken', draft: named(draft, { model: doubt.model, kind: 'other' }) };
    }
    if (doubt?.kind === 'unknown' && heard.understood.answer === 'no')
      return { kind: 'unclear', say: texts.modelAgain };
    const unknown = readSerial(heard.text).kind === 'unknown' || heard.understood.answer !== undefined;
    if (doubt?.kind === 'no-model' && (unknown || SORT.test(heard.text))) {
      const model = unknown ? texts.modelUnknown : heard.text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_MODEL);
      return { kind: 'taken', draft: named(draft, { model, kind: 'other' }) };
    }
    const unreadable = readSerial(heard.text).kind === 'unknown' || heard.understood.answer === 'no';
    if (unreadable) {
      return family
        ? known(draft, family, family.name)
        : { kind: 'doubt', doubt: { kind: 'no-model' }, ask: { text: texts.describeModel } };
    }
    switch (match.kind) {
      case 'family':
        // Named once more when asked for the exact model: that is as much as they can tell.
        if (match.family.id === family?.id) return known(draft, family, family.name);
        return {
          kind: 'doubt',
          doubt: { kind: 'family', family: match.family.id },
          ask: texts.familyOnly(match.family.name, match.family.examples),
        };
      case 'near':
        return { kind: 'unclear', ...near(texts, heard.text, match.candidates) };
      case 'foreign':
        return { kind: 'unclear', say: texts.foreignModel(match.maker) };
      case 'unknown':
        return { kind: 'doubt', doubt: { kind: 'unknown', model: match.model }, ask: texts.unknownModel(match.model) };
      case 'none':
        return family && heard.understood.answer === 'yes'
          ? known(draft, family, family.name)
          : { kind: 'unclear', say: texts.unclearModel };
    }
  }
  return {
    kind: 'ask',
    name: 'model',
    field: 'model',
    open: true,
    pending: draft => draft.products.length === 0 || due(lacksModel)(draft),
    ask(draft) {
      const product = productFor(draft, lacksModel);
      const family = product?.family ? catalog.family(product.family) : undefined;
      const position = product ? draft.products.indexOf(product) + 1 : 1;
      return { text: texts.askModel(position, product?.model ? undefined : family?.name) };
    },
    why: texts.whyModel,
    answer: (heard, draft, _turn, doubt) => judge(heard, draft, doubt as ModelDoubt | undefined),
    shown: draft => shownOf(draft, lacksModel, product => product.model && quoted(product.model)),
  };

  /** The product in question with its model; the first one is made by naming it. */
  function named(draft: Draft, changes: Partial<Product>): Draft {
    const product = productFor(draft, lacksModel) ?? draft.products.at(-1);
    if (!product) return withProducts(draft, [changes]);
    const batch = product.model === undefined ? batchOf(draft, product, lacksModel) : [product];
    return batch.reduce((rest, one) => withProduct(rest, one.id, { ...changes, warranty: undefined }), draft);
  }
}

function serialStep({ texts, returns }: ProductDependencies): AskStep<Draft> {
  async function take(draft: Draft, product: Product, serial: { raw: string; value: string }): Promise<Answer<Draft>> {
    const twin = draft.products.find(
      other => other.id !== product.id && other.serial && sameSerial(other.serial.value, serial.value),
    );
    if (twin) return { kind: 'unclear', say: texts.serialTwice(twin.model ?? '') };
    const [open] = await returns.withSerials([serial.value]);
    return {
      kind: 'taken',
      draft: withProduct(draft, product.id, { serial, warranty: undefined }),
      say: open && texts.serialOnOpenRma,
    };
  }
  return {
    kind: 'ask',
    name: 'serial',
    field: 'serial',
    pending: due(lacksSerial),
    ask: draft => ({
      text: texts.askSerial(nameOf(draft, productFor(draft, lacksSerial))),
      choices: texts.cannotReadSerial,
    }),
    why: texts.whySerial,
    async answer(heard, draft, _turn, doubt) {
      const product = productFor(draft, lacksSerial);
      if (!product) return { kind: 'unclear' };
      const said = heard.understood.slots.products.find(mention => mention.serial)?.serial;
      const reading = readSerial(heard.text);
      if (said) return take(draft, product, said);
      // A phone number has the form of a serial, but not the other way round.
      if (heard.understood.slots.phone?.kind === 'phone') return { kind: 'unclear', say: texts.unclearSerial };
      const isOther =
        readNumber(heard.text).kind === 'number' || heard.understood.slots.products.some(one => one.model);
      if (reading.kind === 'serial' && !isOther) return take(draft, product, reading);
      const gone =
        reading.kind === 'unknown' || heard.understood.answer === 'no' || /^\W*(none|skip)\W*$/i.test(heard.text);
      if (doubt === 'no-serial' && (gone || texts.withoutSerialWords.test(heard.text))) {
        return { kind: 'taken', draft: withProduct(draft, product.id, { serial: null, warranty: undefined }) };
      }
      if (gone) return { kind: 'doubt', doubt: 'no-serial', ask: texts.withoutSerial(nameOf(draft, product)) };
      return {
        kind: 'unclear',
        say: reading.kind === 'malformed' ? texts.malformedSerial(reading.said) : texts.unclearSerial,
      };
    },
    shown: draft => shownOf(draft, lacksSerial, product => product.serial && quoted(product.serial.raw)),
  };
}

function problemStep({ texts }: ProductDependencies): AskStep<Draft> {
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
      const words = (heard.understood.slots.problem ?? heard.text).replace(/\s+/g, ' ').trim();
      if (
        !product ||
        !/\p{L}{2}.*\p{L}/u.test(words) ||
        (heard.understood.answer !== undefined && !heard.understood.slots.problem)
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
    shown: draft => shownOf(draft, lacksProblem, product => product.problem && quoted(product.problem)),
  };
}

function sinceStep({ texts }: ProductDependencies): AskStep<Draft> {
  function take(draft: Draft, since: Product['since'], say?: string): Answer<Draft> {
    const product = productFor(draft, lacksSince);
    if (!product) return { kind: 'unclear' };
    const batch = product.since === undefined ? batchOf(draft, product, lacksSince) : [product];
    return { kind: 'taken', draft: batch.reduce((rest, one) => withProduct(rest, one.id, { since }), draft), say };
  }
  return {
    kind: 'ask',
    name: 'since',
    field: 'since',
    pending: due(lacksSince),
    ask: () => ({ text: texts.askSince, choices: texts.sinceChoices }),
    why: texts.whySince,
    answer(heard, draft, turn) {
      const reading = heard.understood.slots.since ?? readDate(heard.text, turn);
      if (!isPlausible(reading, heard.text)) return { kind: 'unclear', say: texts.unclearSince };
      switch (reading.kind) {
        case 'date': {
          const shown = texts.since(writeDate(reading.value, turn.locale), reading.vague);
          return take(draft, { value: reading.value, vague: reading.vague }, texts.noted([texts.sinceNoted(shown)]));
        }
        case 'future':
          return { kind: 'unclear', say: texts.futureSince(writeDate(reading.value, turn.locale)) };
        case 'none':
          return readSerial(heard.text).kind === 'unknown' || heard.understood.answer === 'no'
            ? take(draft, null)
            : { kind: 'unclear', say: texts.unclearSince };
      }
    },
    shown: draft => shownOf(draft, lacksSince, product => product.since && writeDate(product.since.value)),
  };
}

function moreStep({ texts, catalog }: ProductDependencies): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'more-products',
    pending: draft => draft.products.length > 0 && !draft.products.some(isOpen) && draft.complete === undefined,
    ask: draft =>
      draft.products.length < MOST_PRODUCTS
        ? { text: texts.askMore(draft.products.length), choices: texts.moreChoices }
        : { text: texts.enoughProducts(MOST_PRODUCTS), choices: texts.allChoice },
    answer(heard, draft) {
      const count = heard.understood.slots.quantity ?? 1;
      const room = MOST_PRODUCTS - draft.products.length;
      // "Is that all, or is there another?": "yes, that's all" and "no" both end the list.
      const done =
        !/\?|\bnot (all|yet|everything)\b|\b(one more|another)\b/i.test(heard.text) &&
        /^\W*(no(pe)?|nah|yes,? )?\W*(that'?s|that is|that was|that will be|it'?s)?\W*(all|it|everything|just (this|that|the) one|only (this|that|the|one).*|nothing else|no more|none|done|finished)\b/i.test(
          heard.text,
        );
      const named =
        heard.understood.slots.products.length > 0 || ['model', 'family'].includes(catalog.match(heard.text).kind);
      const more = /\bnot (all|yet|everything)\b|\b(another|more|also|add|second one|other one)\b/i.test(heard.text);
      if (!named && !more && (heard.understood.answer === 'no' || done))
        return { kind: 'taken', draft: { ...draft, complete: true } };
      if (room < count)
        return { kind: 'taken', draft: { ...draft, complete: true }, say: texts.enoughProducts(MOST_PRODUCTS) };
      if (named) return { kind: 'taken', draft: withProducts(draft, mentioned(heard, catalog, true)) };
      if (more || heard.understood.answer === 'yes') {
        return {
          kind: 'taken',
          draft: withProducts(
            draft,
            Array.from({ length: count }, () => ({})),
          ),
        };
      }
      return { kind: 'unclear' };
    },
  };
}

/**
 * What one sentence tells of products, in the order said: at least one entry where it tells anything. Serial numbers
 * in a row belong to units of the model named before them, and a fault or a date to all of them. `generous` where the
 * whole of it should name a product.
 */
export function mentioned(heard: Heard, catalog: Catalog, generous = false): Partial<Product>[] {
  const { products, problem, since, quantity = 1 } = heard.understood.slots;
  const shared: Partial<Product> = {
    ...(problem ? { problem: problem.slice(0, LONGEST_PROBLEM) } : {}),
    ...(since?.kind === 'date' && isPlausible(since, heard.text)
      ? { since: { value: since.value, vague: since.vague } }
      : {}),
  };
  const mentions: ProductMention[] = products.length === 0 && generous ? [{ model: heard.text }] : products;
  let named: Partial<Product> = {};
  const told = mentions.map(mention => {
    if (mention.model !== undefined || mention.family !== undefined) named = identified(mention, catalog);
    return { ...named, ...(mention.serial ? { serial: mention.serial } : {}), ...shared };
  });
  if (told.length === 0) return Object.keys(shared).length ? [shared] : [];
  const missing =
    told.every(one => one.model === told[0]?.model) && (named.model || named.family) ? quantity - told.length : 0;
  return [
    ...told,
    ...Array.from({ length: Math.min(Math.max(0, missing), MOST_PRODUCTS) }, () => ({ ...named, ...shared })),
  ];
}

function identified(mention: ProductMention, catalog: Catalog): Partial<Product> {
  const match = mention.model === undefined ? undefined : catalog.match(mention.model);
  const family =
    match?.kind === 'model' || match?.kind === 'family' ? match.family : catalog.family(mention.family ?? '');
  return {
    ...(match?.kind === 'model' ? { model: match.model } : {}),
    ...(family ? { family: family.id, kind: family.kind } : {}),
  };
}

const OLDEST = '1980-01-01';

/** A year that was written must be in the date that was read, and no camera is older than the trade. */
function isPlausible(reading: DateReading, text: string): boolean {
  if (reading.kind !== 'date') return true;
  const years: string[] = text.match(/\b(?:1[5-9]|20)\d{2}\b/g) ?? [];
  return reading.value >= OLDEST && (years.length === 0 || years.includes(reading.value.slice(0, 4)));
}

/** Products named together ("three ES30C") answer together while nothing tells them apart. */
function batchOf(draft: Draft, product: Product, lacks: (product: Product) => boolean): Product[] {
  const alike = (other: Product) =>
    Boolean(product.model ?? product.family) && other.model === product.model && other.family === product.family;
  return draft.products.filter(other => other.id === product.id || (lacks(other) && alike(other)));
}

/** How a product is called in a question: its model, and which one of several alike. */
export function nameOf(draft: Draft, product: Product | undefined): string {
  if (!product?.model) return 'product';
  const alike = draft.products.filter(other => other.model === product.model);
  return alike.length > 1
    ? `${product.model} (number ${alike.indexOf(product) + 1} of ${alike.length})`
    : product.model;
}

function shownOf(
  draft: Draft,
  lacks: (product: Product) => boolean,
  show: (product: Product) => string | null | undefined,
): string | undefined {
  const product = productFor(draft, lacks) ?? draft.products.at(-1);
  return product ? (show(product) ?? undefined) : undefined;
}

function near(texts: Texts, said: string, candidates: { as: string }[]) {
  const reply = texts.didYouMean(
    said.slice(0, LONGEST_MODEL),
    candidates.slice(0, 4).map(candidate => candidate.as),
  );
  return { say: reply.text, choices: reply.choices };
}
