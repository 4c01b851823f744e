/** What staff write down of a caller: read by the same readers that the customers' desk uses, with what is wrong in it. */
import { z } from 'zod';
import { readAddress, writeAddress } from '../../../../dialogs/understanding/address.ts';
import { readEmail } from '../../../../dialogs/understanding/email.ts';
import { readPhone } from '../../../../dialogs/understanding/phone.ts';
import { readSerial } from '../../../../dialogs/understanding/serial.ts';
import { readSignature } from '../../../../dialogs/understanding/signature.ts';
import type { Understood } from '../../../../dialogs/understanding/understood.ts';
import type { Address } from '../../../../services/address.ts';
import type { Contact } from '../../../../services/cases/case.ts';
import type { NamedProduct } from '../../../../services/cases/products.ts';
import type { Catalog } from '../../../../services/catalog/product.ts';

const text = (most: number) =>
  z
    .string()
    .catch('')
    .transform(typed => typed.trim().slice(0, most));
const isOn = z.union([z.boolean(), z.string().transform(value => value === 'true')]).catch(false);

/** The form as it is filled in; a member that is missing was left empty. */
export const Filled = z.object({
  name: text(200),
  email: text(254),
  phone: text(40),
  company: text(200),
  billing: text(500),
  shipTo: text(500),
  model: text(80),
  serial: text(40),
  problem: text(2_000),
  since: text(10),
  troubleshot: isOn,
  rma: isOn,
  expedited: isOn,
  statusEmails: isOn,
});
export type Filled = z.infer<typeof Filled>;
export type FilledField = keyof Filled;

/** Fit to be opened. */
export interface Draft {
  contact: Contact;
  billing?: Address | undefined;
  shipTo?: Address | undefined;
  product: NamedProduct;
  troubleshot: boolean;
  rma: boolean;
  expedited: boolean;
  statusEmails: boolean;
}

/** What is wrong with a field. */
export type Fault =
  | { field: FilledField; why: 'missing' | 'unreadable' }
  /** The parts that an address lacks. */
  | { field: 'billing' | 'shipTo'; why: 'incomplete'; missing: string[] }
  | { field: 'email'; why: 'slip'; suggestion: string }
  | { field: 'model'; why: 'foreign'; maker: string }
  | { field: 'model'; why: 'near'; candidates: string[] }
  | { field: 'since'; why: 'future' }
  /** An RMA comes after troubleshooting (R7). */
  | { field: 'troubleshot'; why: 'first' };

export type Checked = { kind: 'right'; draft: Draft } | { kind: 'wrong'; faults: Fault[] };

/** @param today ISO date, of the maker's calendar */
export function check(
  filled: Filled,
  { catalog, country, today }: { catalog: Pick<Catalog, 'match'>; country: string; today: string },
): Checked {
  const faults: Fault[] = [];
  const fault = (one: Fault) => void faults.push(one);

  function addressOf(field: 'billing' | 'shipTo'): Address | undefined {
    if (filled[field] === '') return undefined;
    const read = readAddress(filled[field], { country });
    if (read.kind === 'sameAs') return undefined;
    if (read.kind === 'none') fault({ field, why: 'unreadable' });
    else if (read.missing.length > 0) fault({ field, why: 'incomplete', missing: read.missing });
    else return read.address;
    return undefined;
  }

  if (filled.name === '') fault({ field: 'name', why: 'missing' });
  const email = readEmail(filled.email);
  if (filled.email === '') fault({ field: 'email', why: 'missing' });
  else if (email.kind === 'slip') fault({ field: 'email', why: 'slip', suggestion: email.suggestion });
  else if (email.kind !== 'email') fault({ field: 'email', why: 'unreadable' });
  const phone = readPhone(filled.phone, { country });
  if (filled.phone !== '' && phone.kind !== 'phone') fault({ field: 'phone', why: 'unreadable' });
  const [billing, shipTo] = [addressOf('billing'), addressOf('shipTo')];
  const match = catalog.match(filled.model);
  if (filled.model === '') fault({ field: 'model', why: 'missing' });
  else if (match.kind === 'foreign') fault({ field: 'model', why: 'foreign', maker: match.maker });
  else if (match.kind === 'near')
    fault({ field: 'model', why: 'near', candidates: match.candidates.map(({ as }) => as).slice(0, 3) });
  const serial = readSerial(filled.serial);
  if (filled.serial !== '' && serial.kind !== 'serial') fault({ field: 'serial', why: 'unreadable' });
  if (filled.problem === '') fault({ field: 'problem', why: 'missing' });
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(filled.since);
  if (filled.since !== '' && !isDate) fault({ field: 'since', why: 'unreadable' });
  if (isDate && filled.since > today) fault({ field: 'since', why: 'future' });
  if (filled.rma) {
    if (filled.phone === '') fault({ field: 'phone', why: 'missing' });
    if (filled.billing === '') fault({ field: 'billing', why: 'missing' });
    if (!filled.troubleshot) fault({ field: 'troubleshot', why: 'first' });
  }
  if (faults.length > 0 || email.kind !== 'email') return { kind: 'wrong', faults };
  return {
    kind: 'right',
    draft: {
      contact: {
        name: filled.name,
        email: email.value,
        ...(phone.kind === 'phone' && {
          phone: phone.extension ? `${phone.value};ext=${phone.extension}` : phone.value,
        }),
        ...(filled.company && { company: filled.company }),
      },
      billing,
      shipTo: shipTo ?? billing,
      product: {
        model: filled.model,
        problem: filled.problem,
        ...(serial.kind === 'serial' && { serial: serial.raw }),
        ...(isDate && { since: filled.since }),
      },
      troubleshot: filled.troubleshot,
      ...{ rma: filled.rma, expedited: filled.expedited, statusEmails: filled.statusEmails },
    },
  };
}

/** What one message tells of a caller, as far as the form asks for it. */
export function filledFrom({ slots, intents, text }: Understood, { country }: { country: string }): Filled {
  const [product] = slots.products;
  const signed = readSignature(text, { country });
  const since = product?.since ?? slots.since;
  const name = slots.name ?? signed.name;
  return Filled.parse({
    name,
    company: slots.company ?? signed.company,
    ...(slots.email?.kind === 'email' && { email: slots.email.value }),
    ...(slots.phone?.kind === 'phone' && { phone: slots.phone.shown }),
    ...(signed.address && { billing: writeAddress(signed.address) }),
    ...(signed.shipTo && { shipTo: writeAddress(signed.shipTo) }),
    model: product?.model ?? product?.said,
    serial: product?.serial?.raw,
    problem: product?.problem ?? without(name, slots.problem),
    ...(since?.kind === 'date' && { since: since.value }),
    rma: intents.includes('request-rma'),
    expedited: slots.expedited ?? false,
    statusEmails: slots.statusEmails ?? false,
  });
}

/** Who calls comes first, and is no part of what is wrong. */
function without(name: string | undefined, problem: string | undefined): string | undefined {
  return name && problem?.startsWith(name) ? problem.slice(name.length).replace(/^[\s,.:;]+/, '') : problem;
}
