/** "No, B7654323", "B7654323 is the right one": a serial number that takes the place of one told before. */
import { slips } from '../../services/catalog/spelling.ts';
import { sameSerial } from '../../services/catalog/units.ts';
import type { Heard } from '../step.ts';
import { normalSerial } from '../understanding/serial.ts';
import type { Change } from '../understanding/understood.ts';
import { type Draft, lacksSerial, type Product } from './draft.ts';

/** As a serial is written in one piece. */
const TOKEN = /(?<![\p{L}\d@.-])(?=[\p{L}-]*\d[\p{L}-]*\d[\p{L}-]*\d)[\p{L}\d][\p{L}\d-]{5,19}(?![\p{L}\d@-])/gu;
/** What says that something told before was wrong. */
const CORRECTING =
  /\b(?:no|not|nope|wrong|incorrect|right|correct(?:ion)?|actually|sorry|oops|meant|mean|should|instead|rather|typo|mistake|mistyped)\b/i;
/** What adds to something told before. */
const BESIDES = /\b(?:also|too|as well|plus|another|second|additional|further)\b/i;
const SERIAL = /\b(?:serial|s\/n|sn)\b/i;
const LONGEST = 160;
/** Slips that make two serial numbers still the same unit's. */
const MOST_SLIPS = 2;

/**
 * The product is the one whose number is named as the wrong one, else the one whose number is nearly the same; while a
 * unit still waits for its number, only the former tells a correction from an answer.
 */
export function correctedSerial({ text, understood }: Heard, { products }: Draft): Change | undefined {
  if (text.length > LONGEST || !CORRECTING.test(text) || BESIDES.test(text)) return undefined;
  const codes = (text.match(TOKEN) ?? []).filter(code => !isModel(code, understood.slots.products));
  const told = codes.flatMap(code => productWith(code, products) ?? []);
  const [fresh, ...others] = codes.filter(code => !productWith(code, products));
  if (fresh === undefined || others.length > 0 || told.length > 1) return undefined;
  // "IX10C B7655004 does not pan" tells of another unit, however near its number is.
  const { products: mentions, problem } = understood.slots;
  const tellsMore = problem !== undefined || mentions.some(({ model }) => model !== undefined);
  const meant = told[0] ?? (tellsMore || products.some(lacksSerial) ? undefined : nearest(fresh, text, products));
  return meant && { field: 'serial', value: fresh, item: products.indexOf(meant) + 1 };
}

function nearest(code: string, text: string, products: readonly Product[]): Product | undefined {
  const [near, ...others] = products.filter(product => isNear(product, code));
  const [only, ...more] = products;
  if (near) return others.length === 0 ? near : undefined;
  return more.length === 0 && only?.serial && SERIAL.test(text) ? only : undefined;
}

function isModel(code: string, mentions: readonly { model?: string | undefined }[]): boolean {
  return mentions.some(({ model }) => model === code.toUpperCase());
}

function productWith(code: string, products: readonly Product[]): Product | undefined {
  return products.find(({ serial }) => serial && sameSerial(serial.value, normalSerial(code)));
}

function isNear({ serial }: Product, code: string): boolean {
  return Boolean(serial) && slips(serial?.value ?? '', normalSerial(code), MOST_SLIPS) <= MOST_SLIPS;
}
