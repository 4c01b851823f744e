/** Which product is it? A model number, a family's name, or as much as the person can tell (R5). */
import type { Catalog, Family, ModelMatch } from '../../services/catalog/product.ts';
import { readNumber } from '../../services/numbers.ts';
import { quoted, type Reply } from '../reply.ts';
import type { Answer, AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { readSerial } from '../understanding/serial.ts';
import { blankProduct, type Draft, lacksModel, type Product, productFor } from './draft.ts';
import { named, noting } from './model-told.ts';
import { due, shownOf } from './product-turns.ts';

const LONGEST_MODEL = 60;

/** What a product may be called by somebody who cannot read its label. */
export const SORT =
  /\b(cam(era)?s?|dome|ptz|bullet|turret|fisheye|recorder|dvr|nvr|server|monitor|screen|lens|encoder|decoder|keyboard|joystick|controller|switch|illuminator|light|housing|enclosure|multiplexer|matrix|box|unit|positioner|pan.?tilt|transmitter|receiver|converter)s?\b/i;
/** "None of these", to the models that were offered. */
const NONE_OF_THESE = /\b(none|neither) of\b/i;
/** "It is yours, not an Axis": it was taken for another maker's by mistake. */
const OURS = /\b(yours|your own|(not|isn'?t) (an?|from) \w+)\b/i;

type ModelDoubt =
  | { kind: 'family'; family: string }
  /** Not in the catalog: is it exactly what the label says? */
  | { kind: 'unknown'; model: string }
  /** Near to some in the catalog, which were offered. */
  | { kind: 'near'; model: string; offered: string[] }
  | { kind: 'no-model' };

export function modelStep({ texts, catalog }: { texts: Texts; catalog: Catalog }): AskStep<Draft> {
  function known(draft: Draft, family: Family, model: string): Answer<Draft> {
    return { kind: 'taken', draft: named(draft, { model, family: family.id, kind: family.kind }) };
  }

  function other(draft: Draft, model: string): Answer<Draft> {
    return { kind: 'taken', draft: named(draft, { model, kind: 'other' }) };
  }

  /** Whether a model that the catalog does not know is what the label says: once it is, it counts as typed. */
  function confirm(draft: Draft, model: string): Answer<Draft> {
    return {
      kind: 'doubt',
      doubt: { kind: 'unknown', model },
      ask: texts.unknownModel(model),
      draft: noting(draft, { claimed: model }),
    };
  }

  function judge(heard: Heard, draft: Draft, doubt: ModelDoubt | undefined): Answer<Draft> {
    const said = heard.understood.slots.products[0];
    const ofOurs = ourNumber(texts, heard);
    if (ofOurs) return ofOurs;
    const match = catalog.match(said?.model ?? heard.text);
    if (match.kind === 'model') return known(draft, match.family, match.model);
    return settled(heard, draft, doubt, match) ?? vague(heard, draft, doubt) ?? matched(heard, draft, doubt, match);
  }

  /** What was asked more narrowly before. */
  function settled(
    { text, understood }: Heard,
    draft: Draft,
    doubt: ModelDoubt | undefined,
    match: ModelMatch,
  ): Answer<Draft> | undefined {
    const { answer } = understood;
    const before = match.kind === 'family' ? undefined : productFor(draft, lacksModel)?.maker;
    const maker = match.kind === 'foreign' ? match.maker : before;
    if (maker && OURS.test(text)) {
      return { kind: 'taken', draft: noting(draft, { maker: undefined }), say: texts.modelAgain };
    }
    if (maker) {
      return { kind: 'unclear', say: '', draft: noting(draft, { maker, claimed: undefined }) };
    }
    const isVague = readSerial(text).kind === 'unknown';
    if (doubt?.kind === 'near') {
      const [only, ...more] = doubt.offered;
      const first = answer === 'yes' && more.length === 0 ? catalog.match(only ?? '') : undefined;
      if (first?.kind === 'model') return known(draft, first.family, first.model);
      return answer === 'no' || isVague || NONE_OF_THESE.test(text) ? confirm(draft, doubt.model) : undefined;
    }
    if (doubt?.kind !== 'unknown') return undefined;
    if (answer === 'no') return { kind: 'taken', draft: noting(draft, { claimed: undefined }), say: texts.modelAgain };
    // "No idea" whether it is exact: then it counts as typed.
    return answer === 'yes' || isVague ? other(draft, doubt.model) : undefined;
  }

  /** Who cannot read the label tells the family, or what it looks like. */
  function vague(heard: Heard, draft: Draft, doubt: ModelDoubt | undefined): Answer<Draft> | undefined {
    const { answer } = heard.understood;
    const unknown = readSerial(heard.text).kind === 'unknown' || answer !== undefined;
    if (doubt?.kind === 'no-model' && (unknown || SORT.test(heard.text))) {
      const model = unknown ? texts.modelUnknown : heard.text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_MODEL);
      return other(draft, model);
    }
    const unreadable = readSerial(heard.text).kind === 'unknown' || answer === 'no';
    if (!unreadable) return undefined;
    const family = familyOf(draft, doubt);
    return family
      ? known(draft, family, family.name)
      : { kind: 'doubt', doubt: { kind: 'no-model' }, ask: { text: texts.describeModel } };
  }

  function matched(
    heard: Heard,
    draft: Draft,
    doubt: ModelDoubt | undefined,
    match: Exclude<ModelMatch, { kind: 'model' }>,
  ): Answer<Draft> {
    const family = familyOf(draft, doubt);
    switch (match.kind) {
      case 'family':
        // Named once more when asked for the exact model: that is as much as they can tell.
        if (match.family.id === family?.id) return known(draft, family, family.name);
        return {
          kind: 'doubt',
          doubt: { kind: 'family', family: match.family.id },
          ask: texts.familyOnly(match.family.name, match.family.examples),
          draft: noting(draft, { maker: undefined }),
        };
      case 'near': {
        const offered = match.candidates.slice(0, 4).map(candidate => candidate.as);
        return near(draft, heard.understood.slots.products[0]?.model ?? heard.text, offered);
      }
      case 'foreign':
        return { kind: 'unclear', say: texts.foreignModel(match.maker) };
      case 'unknown':
        return confirm(draft, match.model);
      case 'none':
        return family && heard.understood.answer === 'yes'
          ? known(draft, family, family.name)
          : { kind: 'unclear', say: texts.unclearModel };
    }
  }

  function near(draft: Draft, said: string, offered: string[]): Answer<Draft> {
    const ask = texts.didYouMean(said.slice(0, LONGEST_MODEL), offered);
    const model = catalog.claimed(said);
    // Words are no model number: of them nothing is kept.
    return model === undefined
      ? { kind: 'unclear', say: ask.text, choices: ask.choices }
      : { kind: 'doubt', doubt: { kind: 'near', model, offered }, ask, draft: noting(draft, { claimed: model }) };
  }

  function familyOf(draft: Draft, doubt: ModelDoubt | undefined): Family | undefined {
    return catalog.family(doubt?.kind === 'family' ? doubt.family : (productFor(draft, lacksModel)?.family ?? ''));
  }

  /** What was told of the product before, where that leads on: another maker's, or not in the catalog. */
  function narrower(product: Product | undefined, question: string): Reply | undefined {
    if (!product || product.model) return undefined;
    if (product.maker) return { text: `${texts.foreignModel(product.maker)}\n\n${question}`, choices: texts.wayOut };
    return product.claimed === undefined ? undefined : texts.unknownModel(product.claimed);
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
      const text = texts.askModel(position, product?.model ? undefined : family?.name);
      return narrower(product, text) ?? { text, choices: blankProduct(draft) ? texts.noOtherChoice : [] };
    },
    why: texts.whyModel,
    answer(heard, draft, _turn, doubt) {
      const claimed = productFor(draft, lacksModel)?.claimed;
      const open: ModelDoubt | undefined = claimed === undefined ? undefined : { kind: 'unknown', model: claimed };
      return judge(heard, draft, (doubt as ModelDoubt | undefined) ?? open);
    },
    shown: draft => shownOf(draft, lacksModel, product => product.model && quoted(product.model)),
  };
}

/** Numbers of cases and RMAs are no models. */
function ourNumber(texts: Texts, { text, understood }: Heard): Answer<Draft> | undefined {
  const number = readNumber(text);
  const mistyped = number.kind === 'mistyped' ? text : understood.slots.mistyped;
  if (mistyped !== undefined) return { kind: 'unclear', say: texts.mistyped(mistyped) };
  if (number.kind !== 'number') return undefined;
  return { kind: 'unclear', say: number.of === 'case' ? undefined : texts.notACase(number.value) };
}
