/** Takes from one sentence everything that it tells about an intake, and says what was taken. */
import { writeDate } from '../../services/calendar.ts';
import type { Catalog } from '../../services/catalog/product.ts';
import { quoted } from '../reply.ts';
import type { Asked, Heard, TurnContext } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { excerpt } from '../texts/wording.ts';
import { blankProduct, type Draft, isOpen, lacksSerial, type Product, withProduct, withProducts } from './draft.ts';
import { LONGEST_PROBLEM, mentioned } from './mentioned.ts';
import { fillPerson } from './person.ts';

export interface FillDependencies {
  texts: Texts;
  catalog: Catalog;
  country: string;
  /** Whether a case number in passing means that case: not where a new one is being opened. */
  onExistingCase: boolean;
}

/**
 * Only what is missing is filled: a detail that is there already changes by a correction, never in passing.
 * `asked` is the question that has taken its own answer from this message before.
 */
export function fillDraft(
  deps: FillDependencies,
  heard: Heard,
  draft: Draft,
  turn: TurnContext,
  asked: Asked | undefined,
): { draft: Draft; noted: string[] } {
  const withContact = fillPerson(deps, heard, draft, asked);
  const { draft: filled, noted } = fillProducts(deps, heard, withContact.draft, turn, asked);
  const { expedited, statusEmails, caseNumber } = heard.understood.slots;
  // Expedited service may cost (R19): "asap" is a reason to ask, only its own name is a request.
  const named = expedited === false || /expedit/i.test(heard.text);
  const rush = named && expedited !== undefined && filled.expedited === undefined;
  const mails = statusEmails !== undefined && filled.statusEmails === undefined;
  const claim = deps.onExistingCase && caseNumber !== undefined && isNew(draft) && !draft.claimedCase;
  const returns = draft.returning === undefined && deps.texts.verification.beenHereHint.test(heard.text);
  return {
    draft: {
      ...filled,
      ...(returns ? { returning: true, email: filled.contact.email } : {}),
      ...(rush ? { expedited } : {}),
      ...(mails ? { statusEmails } : {}),
      ...(claim ? { claimedCase: caseNumber } : {}),
    },
    noted: [
      ...noted,
      ...withContact.noted,
      ...(rush && expedited ? [deps.texts.expeditedNoted] : []),
      ...(mails ? [deps.texts.statusEmailsNoted(statusEmails)] : []),
      ...(claim ? [deps.texts.caseNamed(caseNumber)] : []),
    ],
  };
}

/** A case number replaces nothing that was typed: later on it is only a number. */
function isNew(draft: Draft): boolean {
  return draft.products.length === 0 && !draft.caseNumber;
}

function fillProducts(
  deps: FillDependencies,
  heard: Heard,
  draft: Draft,
  turn: TurnContext,
  asked: Asked | undefined,
): { draft: Draft; noted: string[] } {
  const told = mentioned(heard, deps.catalog);
  const [first, ...others] = told;
  const nothing = { draft, noted: [] };
  if (!first || asked?.step === 'more-products') return nothing;
  if (draft.products.length === 0) return { draft: withProducts(draft, told), noted: notes(deps, told, turn) };
  const target =
    draft.products.find(product => product.id === (asked?.focus ?? draft.focus)) ?? draft.products.find(isOpen);
  if (!target) return nothing;
  const blank = isAnother(target, first) ? blankProduct(draft) : undefined;
  if (blank) {
    const filled = others.reduce(withAnother, { ...withProduct(draft, blank.id, first), focus: draft.focus });
    return { draft: filled, noted: notes(deps, told, turn) };
  }
  const fresh = { ...missingFrom(target, first), ...moreOf(deps, target, first, asked) };
  const alike = draft.products.filter(
    product =>
      product.id !== target.id && isOpen(product) && product.model !== undefined && product.model === target.model,
  );
  const filled = alike.reduce(
    (rest, product) => withProduct(rest, product.id, missingFrom(product, shared(fresh))),
    withProduct(draft, target.id, fresh),
  );
  const further = others.reduce(withAnother, { ...filled, focus: draft.focus });
  return { draft: further, noted: notes(deps, [fresh, ...others], turn) };
}

/** Another model than that of the product in question: it is the one that was announced. */
function isAnother({ model }: Product, told: Partial<Product>): boolean {
  return model !== undefined && told.model !== undefined && told.model !== model;
}

/** A serial number goes to the next unit that lacks one; a model that is new is another product. */
function withAnother(draft: Draft, told: Partial<Product>): Draft {
  const open = draft.products.find(
    product => lacksSerial(product) && (told.model === undefined || told.model === product.model),
  );
  if (open && told.serial) return { ...withProduct(draft, open.id, { serial: told.serial }), focus: draft.focus };
  if (told.model === undefined) return draft;
  const same = draft.products.find(product => product.model === told.model);
  return same
    ? { ...withProduct(draft, same.id, missingFrom(same, shared(told))), focus: draft.focus }
    : withProducts(draft, [told]);
}

/** A family's name gives way to the model's own; a second description of the fault is added to the first. */
function moreOf(
  deps: FillDependencies,
  product: Product,
  told: Partial<Product>,
  asked: Asked | undefined,
): Partial<Product> {
  const family = deps.catalog.family(product.family ?? '');
  const exact = told.model !== undefined && told.family === product.family && product.model === family?.name;
  const { problem: before = '' } = product;
  const { problem: after = '' } = told;
  const further = before && after && asked?.step !== 'problem' && !before.includes(after) && isOpen(product);
  return {
    ...(exact ? { model: told.model } : {}),
    ...(further ? { problem: `${before}; ${after}`.slice(0, LONGEST_PROBLEM) } : {}),
  };
}

/** What may hold for several units alike: all but the serial number. */
function shared({ serial: _, ...rest }: Partial<Product>): Partial<Product> {
  return rest;
}

function missingFrom(product: Product, told: Partial<Product>): Partial<Product> {
  const known = Object.entries(product).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  // A product of ours that is known is not made another maker's in passing.
  if (product.model !== undefined) known.push('claimed', 'maker');
  return Object.fromEntries(Object.entries(told).filter(([key]) => !known.includes(key)));
}

/** What was understood, to be read back: each product with its serial, then what holds for all. */
function notes(deps: FillDependencies, told: Partial<Product>[], turn: TurnContext): string[] {
  const nameOf = (one: Partial<Product>) =>
    one.model ?? (one.family ? deps.catalog.family(one.family)?.name : undefined);
  const alike = told.length > 1 && told.every(one => nameOf(one) === nameOf(told[0] ?? {}));
  const faults = told.map(one => faultNotes(deps, one, turn));
  const shared = faults.every(fault => fault.join() === faults[0]?.join()) ? (faults[0] ?? []) : undefined;
  const products = told.flatMap((one, at) => {
    const name = at > 0 && alike ? undefined : nameOf(one);
    return [
      ...(name ? [`${alike ? `${told.length} × ` : ''}**${quoted(name)}**`] : []),
      ...(one.serial ? [`${deps.texts.labels.serial} ${quoted(one.serial.raw)}`] : []),
      ...(shared ? [] : (faults[at] ?? [])),
    ];
  });
  return [...products, ...(shared ?? [])];
}

function faultNotes({ texts }: FillDependencies, { problem, since }: Partial<Product>, turn: TurnContext): string[] {
  const began = since && texts.since(writeDate(since.value, turn.locale), since.vague);
  return [
    ...(problem ? [`${texts.labels.problem} “${quoted(excerpt(problem))}”`] : []),
    ...(began ? [texts.sinceNoted(began)] : []),
  ];
}
