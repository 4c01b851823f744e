/** What the two intakes share: the form over the draft, whatever it ends in. */

import { sameSerial } from '../../services/catalog/units.ts';
import type { Heard, Waterfall } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { readExpedite } from '../understanding/expedite.ts';
import { plainWords } from '../understanding/plain-words.ts';
import type { Change, Field, Slots } from '../understanding/understood.ts';
import { Draft, isOpen, lacksSerial, type Product, productFor } from './draft.ts';
import { type FillDependencies, fillDraft } from './fill.ts';
import { lacksFirmware, lacksVersion } from './firmware.ts';
import { phoneOnFile } from './phone.ts';
import { productCommand } from './product-commands.ts';
import { nameOf } from './product-turns.ts';
import { correctedSerial } from './serial-correction.ts';
import { strayLine } from './stray-lines.ts';

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

/** What of a product each step asks for, so that an answer and a way back find the product that was meant. */
const LACKING: Record<string, (product: Product) => boolean> = {
  model: product => product.model === undefined,
  serial: product => product.serial === undefined,
  problem: product => product.problem === undefined,
  since: product => product.since === undefined,
  firmware: lacksFirmware,
  'firmware-version': lacksVersion,
};

export function intakeForm(
  deps: FillDependencies,
): Pick<Waterfall<Draft>, 'draft' | 'fill' | 'stray' | 'aim' | 'contradicted' | 'command' | 'focus'> {
  const { texts } = deps;
  return {
    draft: Draft,
    fill: (heard, draft, turn, asked) => fillDraft(deps, heard, draft, turn, asked),
    stray: (heard, draft, asked) => strayLine(deps, heard, draft, asked),
    aim: (draft, change) => aim(texts, draft, change),
    contradicted,
    command: (heard, draft) => productCommand(deps, heard, draft),
    focus: (draft, step) => (LACKING[step] ? productFor(draft, LACKING[step])?.id : undefined),
  };
}

/** Finds the product that a change is about; asks where several could be meant. */
function aim(texts: Texts, draft: Draft, change: Change): { draft: Draft } | { ask: { text: string } } {
  if (draft.caseNumber && OF_CASE.includes(change.field)) return { ask: { text: texts.alreadyOpen(draft.caseNumber) } };
  if (!OF_PRODUCT.includes(change.field)) return { draft };
  const product = change.item === undefined ? undefined : draft.products[change.item - 1];
  if (change.item !== undefined && !product) {
    return { ask: { text: texts.noSuchProduct(change.item, draft.products.length) } };
  }
  const only = draft.products.length === 1 ? draft.products[0] : undefined;
  const current = draft.products.find(isOpen);
  const meant = product ?? only ?? current;
  if (meant) return { draft: { ...draft, focus: meant.id } };
  const what = texts.labels[change.field as 'model'];
  return {
    ask: texts.whichProduct(
      what,
      draft.products.map(one => nameOf(draft, one)),
    ),
  };
}

/** A detail named with a value that differs from what the customer gave before. */
function contradicted(heard: Heard, draft: Draft): Change | undefined {
  const { text, understood } = heard;
  if (understood.further) return undefined;
  const { phone, email } = understood.slots;
  const { contact } = draft;
  if (phone?.kind === 'phone' && contact.phone && /\b(phone|number|cell|mobile)\b/i.test(text)) {
    return phoneOnFile(phone) === contact.phone ? undefined : { field: 'phone', value: text };
  }
  if (email?.kind === 'email' && contact.email && /\be-?mail\b/i.test(text)) {
    return email.value === contact.email ? undefined : { field: 'email', value: text };
  }
  return wishTurned(text, understood.slots, draft) ?? namedSerial(heard, draft) ?? correctedSerial(heard, draft);
}

/** "The serial is …" once every unit has one. */
function namedSerial({ text, understood }: Heard, draft: Draft): Change | undefined {
  const { products } = understood.slots;
  const serial = products.length === 1 ? products[0]?.serial : undefined;
  const last = draft.products.findLast(product => product.serial);
  const named = serial && last?.serial && /\b(serial|s\/?n)\b/i.test(text) && !draft.products.some(lacksSerial);
  const { model } = products[0] ?? {};
  // Another model with its serial is another product.
  if (model !== undefined && model !== last?.model) return undefined;
  if (!named || sameSerial(last.serial?.value ?? '', serial.value)) return undefined;
  return { field: 'serial', value: serial.raw, item: draft.products.indexOf(last) + 1 };
}

/** "Yes, expedite it", "I want no status emails": a wish named again, and decided the other way. */
function wishTurned(text: string, { statusEmails }: Slots, draft: Draft): Change | undefined {
  const { expedited } = draft;
  const speed = expedited !== undefined && /\bexpedit/i.test(text) ? readExpedite(plainWords(text)) : undefined;
  if (speed !== undefined && speed !== expedited) return { field: 'expedited', value: speed ? 'yes' : 'no' };
  const turned = statusEmails !== undefined && draft.statusEmails !== undefined && statusEmails !== draft.statusEmails;
  return turned ? { field: 'statusEmails', value: statusEmails ? 'yes' : 'no' } : undefined;
}
