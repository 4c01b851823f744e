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
const MODEL_CUE = /\bmodel(?: ?(?:number|no|nr|num|#))?\.?(?: is|:| =|=)? +([\p{L}\d]+(?:[-/][\p{L}\d]+){0,5})/iu;
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

function withMention(known: Placed[], { match, start, end }: Mention, text: string): Placed[] {
  const last = known.at(-1);
  const family = match.family.id;
  const model = match.kind === 'model' ? match.model : undefined;
  if (known.some(product => product.model !== undefined && product.model === model)) return known;
  const between = last && text.slice(last.until, start);
  const isSame = last && between !== undefined && between.length <= NEAR && !/\b(?:and|plus|also|other)\b|[.;!?]/i.test(between);
  if (last && isSame && !(last.model && model) && (last.family === family || model !== undefined || last.model !== undefined)) {
    last.until = end;
    if (model !== undefined) Object.assign(last, { model, family });
    return known;
  }
  if (model === undefined && known.some(product => product.family === family)) return known;
  return [...known, { ...(model === undefined ? {} : { model }), family, at: start, until: end }];
}

/** The product nearest before a serial that has none yet; the first without one where none is before it. */
function ownerOf(products: readonly Placed[], start: number): Placed | undefined {
  return products.filter(product => !product.serial && product.at < start).at(-1) ?? products.find(product => !product.serial);
}

/** "model XYZ-100": named as a model, so it is taken for one even where the catalog does not know it. */
function announcedModel(text: string, catalog: Catalog): Placed[] {
  const cue = MODEL_CUE.exec(text);
  const said = cue?.[1];
  if (!cue || said === undefined || !/\d/.test(said)) return [];
  const match = catalog.match(said);
  if (match.kind !== 'model' && match.kind !== 'unknown') return [];
  return [
    {
      model: match.model,
      ...(match.kind === 'model' ? { family: match.family.id } : {}),
      at: cue.index,
      until: cue.index + cue[0].length,
    },
  ];
}
