/** The products that one sentence tells of. */
import type { Catalog } from '../../services/catalog/product.ts';
import type { Heard } from '../step.ts';
import { readSame } from '../understanding/further-product.ts';
import { plainWords } from '../understanding/plain-words.ts';
import type { DateReading, ProductMention } from '../understanding/understood.ts';
import { MOST_PRODUCTS, type Product } from './draft.ts';

export const LONGEST_PROBLEM = 2_000;

/**
 * What one sentence tells of products, in the order said: at least one entry where it tells anything. Serial numbers
 * in a row belong to units of the model named before them, and a fault or a date to all of them. `generous` where the
 * whole of it should name a product.
 */
export function mentioned(heard: Heard, catalog: Catalog, generous = false): Partial<Product>[] {
  const { products, foreign, problem, since, quantity = 1 } = heard.understood.slots;
  const shared = faultOf(
    {
      ...(products.some(product => product.problem) ? {} : { problem }),
      ...(products.some(product => product.since) ? {} : { since }),
    },
    heard.text,
  );
  const mentions: ProductMention[] = products.length === 0 && generous ? [{ model: heard.text }] : products;
  let named: Partial<Product> = {};
  const told = mentions.map(mention => {
    if (mention.model !== undefined || mention.family !== undefined) named = identified(mention, catalog);
    return {
      ...named,
      ...(mention.serial ? { serial: mention.serial } : {}),
      ...shared,
      ...faultOf(mention, heard.text),
    };
  });
  if (told.length === 0) {
    const alone = { ...shared, ...(foreign === undefined ? {} : { maker: foreign }) };
    return Object.keys(alone).length ? [alone] : [];
  }
  const missing =
    told.every(one => one.model === told[0]?.model) && (named.model || named.family) ? quantity - told.length : 0;
  return [
    ...told,
    ...Array.from({ length: Math.min(Math.max(0, missing), MOST_PRODUCTS) }, () => ({ ...named, ...shared })),
  ];
}

/** What is wrong, and since when, as far as it is told and can be. */
function faultOf({ problem, since }: Pick<ProductMention, 'problem' | 'since'>, text: string): Partial<Product> {
  return {
    ...(problem ? { problem: problem.slice(0, LONGEST_PROBLEM) } : {}),
    ...(since?.kind === 'date' && isPlausible(since, text)
      ? { since: { value: since.value, vague: since.vague } }
      : {}),
  };
}

/** "Same model, same problem": what a further product has in common with the one named before it. */
export function likeBefore(told: Partial<Product>, before: Product, heard: Heard): Partial<Product> {
  const same = readSame(plainWords(heard.text));
  const { model, family, kind, problem } = before;
  return {
    ...told,
    ...(same.model && told.model === undefined ? { model, family, kind } : {}),
    ...(same.problem ? { problem } : {}),
  };
}

function identified(mention: ProductMention, catalog: Catalog): Partial<Product> {
  const match = mention.model === undefined ? undefined : catalog.match(mention.model);
  const family =
    match?.kind === 'model' || match?.kind === 'family' ? match.family : catalog.family(mention.family ?? '');
  return {
    ...(match?.kind === 'model' ? { model: match.model } : {}),
    ...(match?.kind === 'unknown' || match?.kind === 'near' ? { claimed: catalog.claimed(mention.model ?? '') } : {}),
    ...(family ? { family: family.id, kind: family.kind } : {}),
  };
}

/** "2024", but not the end of "DX4616-2000". */
const WRITTEN_YEAR = /(?<!\p{L}[\p{L}\d]*[-/.])\b(?:1[5-9]|20)\d{2}\b/gu;
const OLDEST = '1980-01-01';

/** A year that was written must be in the date that was read, and no camera is older than the trade. */
export function isPlausible(reading: DateReading, text: string): boolean {
  if (reading.kind !== 'date') return true;
  const years: string[] = text.match(WRITTEN_YEAR) ?? [];
  return reading.value >= OLDEST && (years.length === 0 || years.includes(reading.value.slice(0, 4)));
}
