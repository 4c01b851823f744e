/** What a correction is about: which product, which address, which part of a name. */
import type { Address } from '../../services/address.ts';
import type { Reply } from '../reply.ts';
import type { Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { writeAddress } from '../understanding/address.ts';
import type { Change, Field } from '../understanding/understood.ts';
import { type Draft, isOpen, type Product } from './draft.ts';
import { nameOf } from './product-turns.ts';

/** The details that each product has of its own. */
const OF_PRODUCT: readonly Field[] = ['model', 'serial', 'problem', 'since', 'firmware', 'data'];
/** What belongs to a case once it is open: changing it is not this dialog's business any more (R24). */
const OF_CASE: readonly Field[] = [
  'name',
  'email',
  'phone',
  'company',
  'billing',
  'model',
  'serial',
  'problem',
  'since',
  'quantity',
];

type Aimed = { draft: Draft; change?: Change } | { ask: Reply; change?: Change } | { say: string };

/** Finds what a change is about; asks where several things could be meant. */
export function aim(texts: Texts, draft: Draft, said: Change, heard: Heard): Aimed {
  const change = said.field === 'name' ? wholeName(draft, said, heard.text) : said;
  if (draft.caseNumber && OF_CASE.includes(change.field)) return { say: texts.alreadyOpen(draft.caseNumber) };
  if (change.field === 'address' || change.field === 'postcode' || change.field === 'city') {
    return aimAtAddress(texts, draft, change);
  }
  return OF_PRODUCT.includes(change.field) ? aimAtProduct(texts, draft, change, heard.text) : { draft, change };
}

function aimAtProduct(texts: Texts, draft: Draft, change: Change, text: string): Aimed {
  const product = change.item === undefined ? productIn(draft, change, text) : draft.products[change.item - 1];
  if (change.item !== undefined && !product) {
    return { say: texts.noSuchProduct(change.item, draft.products.length) };
  }
  const absent = change.field === 'serial' && !product ? modelOfSerial(text) : undefined;
  if (absent) return { say: texts.noSuchModel(absent) };
  const only = draft.products.length === 1 ? draft.products[0] : undefined;
  const meant = product ?? only ?? draft.products.find(isOpen);
  if (meant) return { draft: { ...draft, focus: meant.id }, change };
  const models = draft.products.map(one => nameOf(draft, one));
  return { ask: texts.whichProduct(texts.labels[change.field as 'model'], models, change.value) };
}

/** "the serial of the NSM5200 is …": a model told beside the value says whose it is; a new model says nothing. */
function productIn(draft: Draft, change: Change, text: string): Product | undefined {
  return change.field === 'model' ? undefined : productNamed(draft, text);
}

/** The one product of the request whose model stands in a text. */
export function productNamed(draft: Draft, text: string): Product | undefined {
  const said = ` ${text.toLowerCase().replace(/[\s,.;:!?]+/g, ' ')} `;
  const named = draft.products.filter(({ model }) => model && said.includes(` ${model.toLowerCase()} `));
  return named.length === 1 ? named[0] : undefined;
}

/** "the serial of the NSM5200": letters and digits, as a model has them. */
const OF_MODEL = /\b(?:serial|s\/?n)\b[^,.]{0,20}?\b(?:of|for|on) (?:the |my |our )?((?=[\w-]*\d)[A-Z]{2}[\w-]+)\b/i;

function modelOfSerial(text: string): string | undefined {
  return OF_MODEL.exec(text)?.[1];
}

/** A serial number is told of a product that is not in this request. */
export function isOfAbsent(draft: Draft, text: string): boolean {
  const model = modelOfSerial(text)?.toLowerCase();
  return model !== undefined && !draft.products.some(product => product.model?.toLowerCase() === model);
}

/** "the address", "the zip": the billing address while nothing goes elsewhere, else that is asked. */
function aimAtAddress(texts: Texts, draft: Draft, { field, value }: Change): Aimed {
  const { billing, shipTo } = draft;
  const other = shipTo === 'billing' ? undefined : shipTo;
  const of = (which: 'billing' | 'shipTo', address: Address | undefined): Change => {
    const whole = value === undefined || field === 'address' ? value : withPart(address, field as 'city', value);
    return { field: which, ...(whole === undefined ? {} : { value: whole }) };
  };
  if (!other) return { draft, change: of(billing || !draft.caseNumber ? 'billing' : 'shipTo', billing) };
  if (!billing) return { draft, change: of('shipTo', other) };
  const change = of('billing', billing);
  return { ask: texts.whichAddress(change.value, of('shipTo', other).value), change };
}

/** An address on one line with another postal code or city. */
function withPart(address: Address | undefined, part: 'postcode' | 'city', value: string): string | undefined {
  if (!address) return undefined;
  const before = address[part];
  const raw = before ? address.raw.replace(before, value) : `${address.raw}, ${value}`;
  return writeAddress({ ...address, [part]: value, raw });
}

const FAMILY_NAME = /\b(?:last|family|sur)[- ]?name\b/i;
const GIVEN_NAME = /\b(?:first|given|fore)[- ]?name\b/i;

/** "my surname is Dough": the rest of the name stays. */
function wholeName(draft: Draft, change: Change, text: string): Change {
  const [given = '', ...family] = draft.contact.name?.split(' ') ?? [];
  const value = change.value?.trim();
  if (!value || family.length === 0 || value.includes(' ')) return change;
  if (FAMILY_NAME.test(text)) return { ...change, value: `${given} ${value}` };
  return GIVEN_NAME.test(text) ? { ...change, value: [value, ...family].join(' ') } : change;
}
