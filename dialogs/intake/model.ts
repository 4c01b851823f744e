/** Which product is it? A model number, a family's name, or as much as the person can tell (R5). */
import type { Catalog, Family } from '../../services/catalog/product.ts';
import { readNumber } from '../../services/numbers.ts';
import { quoted } from '../reply.ts';
import type { Answer, AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { readSerial } from '../understanding/serial.ts';
import { blankProduct, type Draft, lacksModel, type Product, productFor, withProduct, withProducts } from './draft.ts';
import { batchOf, due, shownOf } from './product-turns.ts';

const LONGEST_MODEL = 60;

/** What a product may be called by somebody who cannot read its label. */
const SORT =
  /\b(cam(era)?s?|dome|ptz|bullet|turret|fisheye|recorder|dvr|nvr|server|monitor|screen|lens|encoder|decoder|keyboard|joystick|controller|switch|illuminator|light|housing|enclosure|multiplexer|matrix|box|unit|positioner|pan.?tilt|transmitter|receiver|converter)s?\b/i;

type ModelDoubt = { kind: 'family'; family: string } | { kind: 'unknown'; model: string } | { kind: 'no-model' };

export function modelStep({ texts, catalog }: { texts: Texts; catalog: Catalog }): AskStep<Draft> {
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
      return {
        text: texts.askModel(position, product?.model ? undefined : family?.name),
        choices: blankProduct(draft) ? texts.noOtherChoice : [],
      };
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

function near(texts: Texts, said: string, candidates: { as: string }[]) {
  const reply = texts.didYouMean(
    said.slice(0, LONGEST_MODEL),
    candidates.slice(0, 4).map(candidate => candidate.as),
  );
  return { say: reply.text, choices: reply.choices };
}
