import type { Catalog, Mention } from '../../services/catalog/product.ts';
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
  [/\b(?:[Mm]y|[Oo]ur|[Aa]n?|[Tt]he|[Tt]his|[Ff]or) ([A-Z\d-]{4,16})(?![\p{L}\d-])/u, true],
];
/** Letters, then at least five digits: written beside a product it is its serial, even where nothing says so. */
const BARE_SERIAL = /(?<![\p{L}\d-])(?=[A-Z\d-]{7,20}(?![\p{L}\d-]))[A-Z]{1,3}\d{5,12}[A-Z]?(?![\p{L}\d-])/u;

interface Placed extends ProductMention {
  at: number;
  until: number;
}

/** The products that a message names, each with what belongs to it. */
export function pairProducts({ text, mentions, serials, catalog }: ProductParts): ProductMention[] {
  const products = mentions.reduce<Placed[]>((known, mention) => withMention(known, mention, text), []);
  if (products.length === 0) products.push(...announcedModel(text, catalog));
  for (const { reading, start } of serials) {
    const owner = ownerOf(products, start);
    const serial = { raw: reading.raw, value: reading.value };
    if (owner) owner.serial = serial;
    else products.push({ serial, at: start, until: start });
  }
  const [only] = products;
  const bare = products.length === 1 && only && !only.serial ? BARE_SERIAL.exec(text)?.[0] : undefined;
  if (bare && only && bare !== only.model) only.serial = { raw: bare, value: bare };
  return products.map(({ at: _, until: __, ...product }) => product);
}

function withMention(known: Placed[], { match, start, end, said }: Mention, text: string): Placed[] {
  const last = known.at(-1);
  const family = match.family.id;
  const model = match.kind === 'model' ? match.model : undefined;
  if (known.some(product => product.model !== undefined && product.model === model)) return known;
  const between = last && text.slice(last.until, start);
  const isSame =
    last && between !== undefined && between.length <= NEAR && !/\b(?:and|plus|also|other)\b|[.;!?]/i.test(between);
  if (
    last &&
    isSame &&
    !(last.model && model) &&
    (last.family === family || (!/\ban?\b/i.test(between) && between.length <= BESIDE))
  ) {
    last.until = end;
    last.said = text.slice(last.at, end);
    if (model !== undefined) Object.assign(last, { model, family });
    return known;
  }
  if (model === undefined && known.some(product => product.family === family)) return known;
  return [...known, { ...(model === undefined ? {} : { model }), family, said, at: start, until: end }];
}

/** The product nearest before a serial that has none yet; the first without one where none is before it. */
function ownerOf(products: readonly Placed[], start: number): Placed | undefined {
  return (
    products.filter(product => !product.serial && product.at < start).at(-1) ??
    products.find(product => !product.serial)
  );
}

/** "model XYZ-100", "our WS5200": named like a model, so it is taken for one even where the catalog does not know it. */
function announcedModel(text: string, catalog: Catalog): Placed[] {
  for (const [cue, mustKnow] of MODEL_CUES) {
    const found = cue.exec(text);
    const said = found?.[1];
    if (!found || said === undefined) continue;
    const match = catalog.match(said);
    const isKnown = match.kind === 'model';
    if (!isKnown && (mustKnow || match.kind !== 'unknown')) continue;
    const until = found.index + found[0].length;
    return [
      { model: match.model, ...(isKnown ? { family: match.family.id } : {}), said, at: until - said.length, until },
    ];
  }
  return [];
}
