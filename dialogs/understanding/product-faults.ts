import { type DateOptions, findDate } from './date.ts';
import { isFaultDate, readProblem } from './problem.ts';
import type { Placed } from './product-mentions.ts';
import { blank } from './tidy.ts';
import type { DateReading, ProductMention } from './understood.ts';

/** What leads on to the next product: "… and a", "…, plus my other". */
const LEADS_ON =
  /(?:[\s,;:&-]|\b(?:and|plus|also|then|a|an|the|my|our|another|other|one|second|with|as well as|for)\b)+$/i;

/** "… that will not pan", "… recorder that beeps". */
const THAT = /^[\s,]*(?:\p{L}+ )?(?:that|which)\s+/iu;

interface Told {
  product: ProductMention;
  problem?: string | undefined;
  since?: DateReading | undefined;
}

/**
 * Gives each product the fault and the date told of it alone ("an IX10C that has no picture since Monday, and a S6230
 * that will not pan"), where at least two of them have one. A product without takes that of the next ("an IX10C and an
 * IX20 that are dead"); behind the last one it is left open. Where one fault is told for all, nothing is given.
 */
export function withOwnFaults(text: string, products: readonly Placed[], options: DateOptions): ProductMention[] {
  const told = products.map((placed, i): Told => {
    const { at, until, ...product } = placed;
    const start = i === 0 ? 0 : at;
    const stretch = text.slice(start, products[i + 1]?.at).replace(LEADS_ON, '');
    const serial = product.serial?.raw ?? '';
    const behind = stretch
      .slice(until - start)
      .replace(serial, '')
      .replace(THAT, '');
    const problem = readProblem(behind) ?? readProblem(stretch);
    return { product, problem, since: dateIn(blank(stretch, at - start, until - start), options) };
  });
  const faults = told.filter(({ problem }) => problem !== undefined).length;
  const dates = told.filter(({ since }) => since !== undefined).length;
  return told.map(({ product }, i) => {
    const rest = told.slice(i);
    const problem = faults > 1 ? rest.find(next => next.problem !== undefined)?.problem : undefined;
    const since = faults > 1 || dates > 1 ? rest.find(next => next.since !== undefined)?.since : undefined;
    return {
      ...product,
      ...(problem === undefined ? {} : { problem }),
      ...(since === undefined ? {} : { since }),
    };
  });
}

function dateIn(stretch: string, options: DateOptions): DateReading | undefined {
  const date = findDate(stretch, options);
  return date && isFaultDate(stretch, date) ? date.reading : undefined;
}
