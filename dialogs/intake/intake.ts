/** What the two intakes share: the form over the draft, whatever it ends in. */

import { sameSerial } from '../../services/catalog/units.ts';
import type { Heard, Waterfall } from '../step.ts';
import { readExpedite } from '../understanding/expedite.ts';
import { plainWords } from '../understanding/plain-words.ts';
import type { Change, Slots } from '../understanding/understood.ts';
import { aim, isOfAbsent, productNamed } from './aim.ts';
import { formCommand } from './contact-form.ts';
import { Draft, lacksSerial, type Product, productFor } from './draft.ts';
import { type FillDependencies, fillDraft } from './fill.ts';
import { lacksFirmware, lacksVersion } from './firmware.ts';
import { returningCommand } from './on-file.ts';
import { phoneOnFile } from './phone.ts';
import { productCommand } from './product-commands.ts';
import { receiveSent } from './sent.ts';
import { correctedSerial } from './serial-correction.ts';
import { strayLine } from './stray-lines.ts';

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
): Pick<Waterfall<Draft>, 'draft' | 'fill' | 'stray' | 'aim' | 'contradicted' | 'command' | 'sent' | 'focus'> {
  const { texts } = deps;
  return {
    draft: Draft,
    fill: (heard, draft, turn, asked) => fillDraft(deps, heard, draft, turn, asked),
    stray: (heard, draft, asked) => strayLine(deps, heard, draft, asked),
    aim: (draft, change, heard) => aim(texts, draft, change, heard),
    contradicted,
    command: (heard, draft) =>
      returningCommand(deps, heard, draft) ?? formCommand(deps, heard, draft) ?? productCommand(deps, heard, draft),
    sent: (sent, draft, turn, open) => receiveSent(deps, sent, draft, turn, open),
    focus: (draft, step) => (LACKING[step] ? productFor(draft, LACKING[step])?.id : undefined),
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
  if (serial && isOfAbsent(draft, text)) return { field: 'serial', value: serial.raw };
  const last = productNamed(draft, text) ?? draft.products.findLast(product => product.serial);
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
