import type { Catalog, Mention } from '../../services/catalog/product.ts';
import { bareSerial, serialsBeside } from './bare-serial.ts';
import type { FoundSerial } from './serial.ts';
import type { ProductMention } from './understood.ts';

export interface ProductParts {
  text: string;
  /** In order, none overlapping another. */
  mentions: readonly Mention[];
  serials: readonly FoundSerial[];
  catalog: Catalog;
}

/** How far a family and a model of it may stand apart and still be one product ("my Spectra IV dome, the SD4N-B1"). */
const NEAR = 30;
/** What stands between two products rather than between two names of one. */
const JOINT = /\b(?:and|plus|also|other)\b|[.;!?]/i;
/** How far, where the catalog does not hold them for one: what people call it, and what its label says. */
const BESIDE = 12;
/** What announces a model, and whether the catalog must know what follows: "my DVR" is announced like "my DSSRV". */
const MODEL_CUES: readonly (readonly [cue: RegExp, mustKnow: boolean])[] = [
  [
    /\bmodel(?: ?(?:number|no|nr|num|#))?\.?(?: is|:| =|=)? +(?=[\p{L}/-]{0,8}\d)([\p{L}\d]+(?:[-/][\p{L}\d]+){0,5})/iu,
    false,
  ],
  [
    /\b(?:[Mm]y|[Oo]ur|[Aa]n?|[Tt]he|[Tt]his|[Ff]or|[Uu]nit|[Cc]amera) (?=[A-Z]{2,5}-?\d{3})([A-Z]{2,5}-?\d{3,5}[A-Z\d]{0,4}(?:-[A-Z\d]{1,5}){0,3})(?![\p{L}\d-])/u,
    false,
  ],
  // "dx4710-8000 recorder": a code before what it is.
  [
    /(?<![\p{L}\d-])((?=[\p{L}-]{1,6}\d)[\p{L}\d]{3,10}(?:-[\p{L}\d]{1,6}){0,4}) (?:recorder|dvr|nvr|camera|cam|dome|ptz|encoder|decoder|server|monitor|keyboard)(?!\p{L})/iu,
    false,
  ],
  [/\b(?:[Mm]y|[Oo]ur|[Aa]n?|[Tt]he|[Tt]his|[Ff]or) ([A-Z\d-]{4,16})(?![\p{L}\d-])/u, true],
];

/** A product with where its mention begins and ends in the text. */
export interface Placed extends ProductMention {
  at: number;
  until: number;
}

/** The products that a message names, each with what belongs to it, in the order said. */
export function pairProducts({ text, mentions, serials: announced, catalog }: ProductParts): Placed[] {
  const serials = [...announced, ...serialsBeside(text, mentions, announced)].sort((a, b) => a.start - b.start);
  const products = mentions.reduce<Placed[]>(
    (known, mention, at) =>
      withMention(known, mention, { text, serials, until: mentions[at + 1]?.start ?? text.length }),
    [],
  );
  if (products.length === 0) products.push(...announcedModel(text, catalog));
  giveSerials(products, serials, text);
  const [only] = products;
  const bare = products.length === 1 && only && !only.serial ? bareSerial(text) : undefined;
  if (bare && only && bare !== only.model) only.serial = { raw: bare, value: bare };
  return products.sort((a, b) => a.at - b.at);
}

interface Around {
  text: string;
  serials: readonly FoundSerial[];
  /** Where the next mention begins. */
  until: number;
}

function withMention(known: Placed[], mention: Mention, around: Around): Placed[] {
  const { match, start, end, said } = mention;
  const { text } = around;
  const last = known.at(-1);
  const family = match.family.id;
  const model = match.kind === 'model' ? match.model : undefined;
  const before = known.findLast(product => product.model !== undefined && product.model === model);
  if (before && !isUnitOfItsOwn(before, mention, around)) return known;
  const between = last && text.slice(last.until, start);
  const isSame = !before && between !== undefined && between.length <= NEAR && !JOINT.test(between);
  if (
    last &&
    isSame &&
    (last.family === family || (!/\ban?\b/i.test(between) && between.length <= BESIDE)) &&
    (!(last.model && model) || isMoreExact(last, { family, model, between }))
  ) {
    last.until = end;
    last.said = text.slice(last.at, end);
    if (model !== undefined) Object.assign(last, { model, family });
    return known;
  }
  if (model === undefined && known.some(product => product.family === family)) return known;
  return [...known, { ...(model === undefined ? {} : { model }), family, said, at: start, until: end }];
}

/** "IX10C B1111111 and IX10C B2222222": the same model again, each time with a serial of its own behind it. */
function isUnitOfItsOwn(before: Placed, { start, end }: Mention, { serials, until }: Around): boolean {
  const between = (from: number, to: number) => serials.some(serial => serial.start >= from && serial.start < to);
  return between(before.until, start) && between(end, until);
}

/** "DX4600 recorder DX4616-2000": the series, then what the label says. */
function isMoreExact(last: Placed, { family, model, between }: { family: string; model: string; between: string }) {
  const { model: series = '' } = last;
  return last.family === family && between.length <= BESIDE && !series.includes('-') && model.includes('-');
}

/** Gives each serial to its product; one in a row behind a product that has one is another unit of it. */
function giveSerials(products: Placed[], serials: readonly FoundSerial[], text: string): void {
  const named = [...products];
  let before: { owner: Placed; end: number } | undefined;
  for (const [at, { reading, start, end }] of serials.entries()) {
    const isInRow = before !== undefined && IN_A_ROW.test(text.slice(before.end, start));
    const serial = { raw: reading.raw, value: reading.value };
    let owner = ownerOf(named, start, rowFrom(serials, at, text), isInRow);
    if (owner) owner.serial = serial;
    else {
      const { model, family } = (isInRow && before?.owner) || {};
      owner = { ...(model ? { model } : {}), ...(family ? { family } : {}), serial, at: start, until: end };
      products.push(owner);
    }
    before = { owner, end };
  }
}

/** What stands between serials in a row. */
const IN_A_ROW = /^[\s,;&/]*(?:and[\s,]*)?$/i;

/** How many serials follow each other from this one on. */
function rowFrom(serials: readonly FoundSerial[], from: number, text: string): number {
  let count = 1;
  for (let at = from; at + 1 < serials.length; at++) {
    const gap = text.slice(serials[at]?.end, serials[at + 1]?.start);
    if (!IN_A_ROW.test(gap)) break;
    count += 1;
  }
  return count;
}

/**
 * The product nearest before a serial that has none yet, and of as many as there are serials in the row the first; one
 * behind it only where that begins a row.
 */
function ownerOf(products: readonly Placed[], start: number, row: number, isInRow: boolean): Placed | undefined {
  const waiting = products.filter(product => !product.serial && product.at < start);
  const before = row > 1 || isInRow ? waiting.at(-row) : waiting.at(-1);
  return before ?? waiting.at(-1) ?? (isInRow ? undefined : products.find(product => !product.serial));
}

/** "model XYZ-100", "our WS5200": named like a model, so it is taken for one even where the catalog does not know it. */
function announcedModel(text: string, catalog: Catalog): Placed[] {
  for (const [cue, mustKnow] of MODEL_CUES) {
    const found = cue.exec(text);
    const said = found?.[1];
    if (!found || said === undefined) continue;
    const match = catalog.match(said);
    const isKnown = match.kind === 'model';
    if (!isKnown && (mustKnow || (match.kind !== 'unknown' && match.kind !== 'near'))) continue;
    const model = match.kind === 'near' ? said.toUpperCase() : match.model;
    const at = found.index + found[0].indexOf(said);
    return [{ model, ...(isKnown ? { family: match.family.id } : {}), said, at, until: at + said.length }];
  }
  return [];
}
