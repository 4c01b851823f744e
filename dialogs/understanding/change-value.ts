/** The new value that a correction gives, and the product that it names. */
import { readExpedite } from './expedite.ts';
import { plainWords } from './plain-words.ts';
import { positionOf } from './positions.ts';
import type { Field, PhoneReading, Slots } from './understood.ts';
import { readYesNo } from './yes-no.ts';

export function itemOf(said: string | undefined): number | undefined {
  return said === undefined ? undefined : positionOf(said);
}

/** The new value of a detail: as its reader writes it, else in the person's words. */
export function valueFor(field: Field, said: string | undefined, slots: Slots, item?: number): string | undefined {
  return field === 'expedited' ? wished(said) : (readValue(field, slots, item) ?? tidyValue(said));
}

/** What a reader made of the new value, where one did. */
export function readValue(field: Field, slots: Slots, item?: number): string | undefined {
  const { email, phone, products, since, quantity, name } = slots;
  const product = products.at(item !== undefined && products.length > item - 1 ? item - 1 : -1);
  if (field === 'email') return email?.kind === 'email' || email?.kind === 'slip' ? email.value : undefined;
  if (field === 'phone') return phone?.kind === 'phone' ? phoneValue(phone) : undefined;
  if (field === 'serial') return product?.serial?.raw;
  if (field === 'model') return product?.model;
  if (field === 'since') return since?.kind === 'date' ? since.value : undefined;
  if (field === 'quantity') return quantity === undefined ? undefined : String(quantity);
  return field === 'name' ? name : undefined;
}

/** A number whose country is not sure stays as it was typed. */
function phoneValue({ value, unsure, extension }: Extract<PhoneReading, { kind: 'phone' }>): string {
  return extension === undefined ? (unsure ?? value) : `${unsure ?? value} ext. ${extension}`;
}

/** "change expedited to no": the word expedited names the wish here, only what follows decides it. */
function wished(said: string | undefined): string | undefined {
  const value = tidyValue(said);
  const read = value === undefined ? undefined : (readYesNo(value) ?? asAnswer(readExpedite(plainWords(value))));
  return read ?? value;
}

function asAnswer(wish: boolean | undefined): 'yes' | 'no' | undefined {
  return wish === undefined ? undefined : wish ? 'yes' : 'no';
}

function tidyValue(said: string | undefined): string | undefined {
  const value = said
    ?.replace(/^(?:to|is|it's|it is|as(?! (?:it )?is)|:|=|,|please)[\s:=,]+/i, '')
    .replace(/,? (?:not (?!far)\S.{0,60}|instead|please|pls|thanks|thank you|after all)[\s.!]*$/i, '')
    .replace(/[\s.,;!]+$/, '')
    .trim();
  return value === undefined ||
    value === '' ||
    /^(?:please|pls|thanks|again|instead|it|that|this|too|also|now|first|on file)$/i.test(value)
    ? undefined
    : value;
}
