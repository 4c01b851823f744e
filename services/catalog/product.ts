import { z } from 'zod';

/** What a product is, as far as the desk treats products differently (packing, troubleshooting, disks). */
export const Kind = z.enum([
  'dome',
  'camera',
  'lens',
  'positioning',
  'recorder',
  'encoder',
  'server',
  'multiplexer',
  'keyboard',
  'matrix',
  'monitor',
  'transmission',
  'illuminator',
  'enclosure',
  'other',
]);
export type Kind = z.infer<typeof Kind>;

/** One family of the profile's catalog. */
export const Family = z.strictObject({
  /** Stable, lower case with dashes: `spectra-iv`. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  kind: Kind,
  /** Whether it pans, tilts and zooms. */
  ptz: z.boolean().default(false),
  /** Whether it has disks whose data a repair may cost (R14). */
  disks: z.boolean().default(false),
  /** R15. */
  packing: z.enum(['light', 'medium', 'heavy']),
  /** Warranty from the date of shipment. */
  months: z.number().int().positive(),
  /** Model numbers begin so; the longest match of all families decides. */
  prefixes: z.array(z.string().min(2)).min(1),
  /** How people call it ("Spectra Pro"), beside its name. Numerals need no aliases: IV, 4 and four are the same. */
  aliases: z.array(z.string().min(1)).default([]),
  /** Ordinary words that mean it only in an answer to "which model?" ("monitor"), never inside a sentence. */
  words: z.array(z.string().min(1)).default([]),
  /** Model numbers of this family, each of which the catalog must place here. */
  examples: z.array(z.string().min(1)).default([]),
});
export type Family = z.infer<typeof Family>;

/** Another maker, whose products are not served here. */
export const Maker = z.strictObject({
  name: z.string().min(1),
  /** An ordinary word as well ("pan axis"): what stands around it in that sense, and then it names no maker. */
  ordinary: z.array(z.string().min(1)).default([]),
  aliases: z.array(z.string().min(1)).default([]),
});
export type Maker = z.infer<typeof Maker>;

/** What the catalog makes of one model as a person wrote it. */
export type ModelMatch =
  /** A model number of a family; `model` is tidied: upper case, as written otherwise. */
  | { kind: 'model'; model: string; family: Family }
  /** Only the family was named. */
  | { kind: 'family'; family: Family }
  /** Nothing matches, but something is close: ask "did you mean". `as` is what to offer. */
  | { kind: 'near'; candidates: { as: string; family: Family }[] }
  /** A product of another maker. */
  | { kind: 'foreign'; maker: string }
  /** Looks like a model number that the catalog does not know: accepted, one year of cover, kind `other`. */
  | { kind: 'unknown'; model: string }
  /** Not a model at all. */
  | { kind: 'none' };

/** A product found inside a sentence: where it stands, and what it is. */
export interface Mention {
  start: number;
  end: number;
  said: string;
  match: Extract<ModelMatch, { kind: 'model' | 'family' }>;
}

export interface Catalog {
  /** Judges one answer to "which model is it?". */
  match(text: string): ModelMatch;
  /** Finds the products named in free text, in order; a model and its family beside each other are two mentions. */
  mentions(text: string): Mention[];
  /** Another maker's product that a sentence tells of ("my Axis P3245 died"): the maker's name alone is none. */
  foreign(text: string): { maker: string; start: number; end: number } | undefined;
  /** What of an answer looks like a model number of any maker, tidied. */
  claimed(text: string): string | undefined;
  family(id: string): Family | undefined;
}

/** Warranty as told to the customer, with its reason (R5, and the profile's catalog). */
export type Warranty =
  | { kind: 'covered'; until: string; shipped: string; months: number }
  | { kind: 'ended'; until: string; shipped: string; months: number }
  /** The serial is not on record: certain only when the unit arrives; the purchase date is no more than a hint. */
  | { kind: 'unconfirmed'; months: number };
