/** What an intake collects: the form behind "open a case" and "request an RMA". */
import { z } from 'zod';
import { Address } from '../../services/address.ts';
import { WarrantyTold } from '../../services/cases/case.ts';
import { Kind } from '../../services/catalog/product.ts';
import { DataWish, FirmwareWish } from '../../services/returns/rma.ts';

/** One product as far as it is known. `null` means: asked, and the customer does not know. */
export const Product = z.object({
  id: z.string(),
  model: z.string().optional(),
  family: z.string().optional(),
  kind: Kind.optional(),
  serial: z.object({ raw: z.string(), value: z.string() }).nullable().optional(),
  problem: z.string().optional(),
  since: z.object({ value: z.string(), vague: z.boolean() }).nullable().optional(),
  warranty: WarrantyTold.optional(),
  firmware: FirmwareWish.optional(),
  /** The version for an upgrade or downgrade has been asked for. */
  firmwareAsked: z.boolean().optional(),
  data: DataWish.optional(),
});
export type Product = z.infer<typeof Product>;

export const Draft = z.object({
  /** Made when the dialog began: whatever this draft issues is issued once (R23). */
  key: z.string(),
  /** The case that the return is for, once it has been opened here, or its email has matched (R24). */
  caseNumber: z.string().optional(),
  /** The case was opened in this conversation: its addresses may be used without asking again. */
  ownCase: z.boolean().optional(),
  /** Pairs of number and email tried that fitted nothing (R24). */
  wrongGuesses: z.number().int().optional(),
  /** A case number given whose email has not been confirmed yet. */
  claimedCase: z.string().optional(),
  contact: z
    .object({
      name: z.string(),
      email: z.string(),
      phone: z.string(),
      /** `null`: there is none. */
      company: z.string().nullable(),
    })
    .partial(),
  billing: Address.optional(),
  shipTo: z.union([Address, z.literal('billing')]).optional(),
  products: z.array(Product),
  /** The product that a change is about; else the first that lacks what is asked. */
  focus: z.string().optional(),
  /** No further product. */
  complete: z.boolean().optional(),
  troubleshooting: z.enum(['no-help', 'solved']).optional(),
  /** Whether a problem that is solved goes on record as a case. */
  onRecord: z.boolean().optional(),
  expedited: z.boolean().optional(),
  statusEmails: z.boolean().optional(),
  confirmed: z.boolean().optional(),
  /** The customer's answer to "shall I make an RMA as well?" after a case was opened. */
  returnWanted: z.boolean().optional(),
  /** Once it is issued. */
  rmaNumber: z.string().optional(),
});
export type Draft = z.infer<typeof Draft>;

export const lacksModel = (product: Product) => product.model === undefined;
export const lacksSerial = (product: Product) => product.serial === undefined;
export const lacksProblem = (product: Product) => product.problem === undefined;
export const lacksSince = (product: Product) => product.since === undefined;

/** Something of this product is still to be asked. */
export function isOpen(product: Product): boolean {
  return lacksModel(product) || lacksSerial(product) || lacksProblem(product) || lacksSince(product);
}

/** As many as one case takes in a chat; a longer list is a job for the people behind the desk. */
export const MOST_PRODUCTS = 25;

export function emptyDraft(key: string): Draft {
  return { key, contact: {}, products: [] };
}

/** The product in question: the one in focus, else the first for which `lacks` holds. */
export function productFor(draft: Draft, lacks: (product: Product) => boolean): Product | undefined {
  return draft.products.find(product => product.id === draft.focus) ?? draft.products.find(lacks);
}

/** The draft with one product changed, and the focus gone. */
export function withProduct(draft: Draft, id: string, changes: Partial<Product>): Draft {
  return {
    ...draft,
    focus: undefined,
    products: draft.products.map(product => (product.id === id ? { ...product, ...changes } : product)),
  };
}

/** The draft with `count` more products; ids are never used twice. */
export function withMoreProducts(draft: Draft, count: number, known: Partial<Product> = {}): Draft {
  const last = Math.max(0, ...draft.products.map(product => Number(product.id)));
  const room = Math.min(count, MOST_PRODUCTS - draft.products.length);
  const added = Array.from({ length: Math.max(0, room) }, (_, index) => ({ ...known, id: String(last + index + 1) }));
  return { ...draft, products: [...draft.products, ...added] };
}

/** What a new case in the same conversation need not ask again. */
export function sameCustomer(key: string, before: unknown): Draft {
  const known = Draft.pick({ contact: true, billing: true, shipTo: true }).safeParse(before);
  return { ...emptyDraft(key), ...(known.success ? known.data : {}) };
}
