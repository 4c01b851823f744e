/**
 * What an intake collects: the form behind "open a case" and "request an RMA". An answer that another build wrote and
 * this one cannot read is as if it had not been given: it is asked again, and all the others stay.
 */
import { z } from 'zod';
import { Address } from '../../services/address.ts';
import { WarrantyTold } from '../../services/cases/case.ts';
import { Kind } from '../../services/catalog/product.ts';
import { DataWish, FirmwareWish } from '../../services/returns/rma.ts';
import { VerifyingDraft } from '../verification/proof.ts';

/** An answer that may still be open; one that cannot be read is. */
export const given = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined);

/** One product as far as it is known. `null` means: asked, and the customer does not know. */
export const Product = z.object({
  id: z.string(),
  model: given(z.string()),
  family: given(z.string()),
  /** A model number as it was typed that the catalog does not know, until it is confirmed. */
  claimed: given(z.string()),
  /** Another maker that it seems to be of, until it turns out to be one of ours. */
  maker: given(z.string()),
  kind: given(Kind),
  serial: given(z.object({ raw: z.string(), value: z.string() }).nullable()),
  problem: given(z.string()),
  since: given(z.object({ value: z.string(), vague: z.boolean() }).nullable()),
  warranty: given(WarrantyTold),
  firmware: given(FirmwareWish),
  /** The version for an upgrade or downgrade has been asked for. */
  firmwareAsked: given(z.boolean()),
  data: given(DataWish),
  /** The troubleshooting steps have been gone through (R7). */
  tried: given(z.boolean()),
});
export type Product = z.infer<typeof Product>;

/** What a verified customer has on file (R24). */
const OnFile = z.object({
  contact: z.object({
    name: z.string(),
    email: z.string(),
    phone: z.string().optional(),
    company: z.string().nullable(),
  }),
  billing: Address.optional(),
  shipTo: Address.optional(),
});
export type OnFile = z.infer<typeof OnFile>;

export const Draft = z.object({
  ...VerifyingDraft.shape,
  /** The person says that they have been here before, and has not decided to go on without proving it. */
  returning: given(z.boolean()),
  /** What was on file when it was looked for; `null`: nothing, or nobody was verified. */
  file: given(OnFile.nullable()),
  /** Made when the dialog began: whatever this draft issues is issued once (R23). */
  key: z.string(),
  /** The case that the return is for, once it has been opened here, or its email has matched (R24). */
  caseNumber: given(z.string()),
  /** The case was opened in this conversation: its addresses may be used without asking again. */
  ownCase: given(z.boolean()),
  /** The case was opened on the phone, where neither address is asked for. */
  byPhone: given(z.boolean()),
  /** Pairs of number and email tried that fitted nothing (R24). */
  wrongGuesses: given(z.number().int()),
  /** A case number given whose email has not been confirmed yet. */
  claimedCase: given(z.string()),
  contact: z.object({
    name: given(z.string()),
    email: given(z.string()),
    phone: given(z.string()),
    /** `null`: there is none. */
    company: given(z.string().nullable()),
  }),
  /** Told before they were asked for, and not certain: what the question then asks about. */
  emailSlip: given(z.object({ value: z.string(), suggestion: z.string() })),
  phoneSaid: given(z.string()),
  addressSoFar: given(Address),
  billing: given(Address),
  shipTo: given(z.union([Address, z.literal('billing')])),
  products: z.array(Product),
  /** The question beside which the contact form was offered. */
  formAt: given(z.string()),
  /** The product that a change is about; else the first that lacks what is asked. */
  focus: given(z.string()),
  /** No further product. */
  complete: given(z.boolean()),
  troubleshooting: given(z.enum(['no-help', 'solved'])),
  /** Whether a problem that is solved goes on record as a case. */
  onRecord: given(z.boolean()),
  expedited: given(z.boolean()),
  statusEmails: given(z.boolean()),
  confirmed: given(z.boolean()),
  /** The customer's answer to "shall I make an RMA as well?" after a case was opened. */
  returnWanted: given(z.boolean()),
  /** Once it is issued. */
  rmaNumber: given(z.string()),
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

/** The products, and what is wrong with each, for whoever is to know at a glance. */
export function summaryOf(products: readonly Product[]): string {
  const told = products.map(({ model, claimed, problem }) => [model ?? claimed, problem].filter(Boolean).join(': '));
  return told.filter(Boolean).join('; ').slice(0, LONGEST_SUMMARY);
}
export const LONGEST_SUMMARY = 300;

/** A further product that was only announced: nothing is told of it yet. */
export function blankProduct({ products }: Draft): Product | undefined {
  const isBlank = ({ model, family, claimed, serial, problem }: Product) =>
    [model, family, claimed, serial, problem].every(value => value === undefined);
  return products.length > 1 ? products.find(isBlank) : undefined;
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

/** The draft with these products as well, as far as there is room; ids are never used twice. */
export function withProducts(draft: Draft, known: Partial<Product>[]): Draft {
  const last = Math.max(0, ...draft.products.map(product => Number(product.id)));
  const room = Math.max(0, MOST_PRODUCTS - draft.products.length);
  const added = known.slice(0, room).map((one, index) => ({ ...one, id: String(last + index + 1) }));
  return { ...draft, products: [...draft.products, ...added] };
}

const Customer = Draft.pick({
  contact: true,
  billing: true,
  shipTo: true,
  emailSlip: true,
  phoneSaid: true,
  addressSoFar: true,
});

/** What a new case in the same conversation need not ask again; `email` is one that the person has proven to be theirs. */
export function sameCustomer(key: string, before: unknown, email?: string): Draft {
  const known = Customer.safeParse(before);
  const draft = { ...emptyDraft(key), ...(known.success ? known.data : {}) };
  return email === undefined ? draft : { ...draft, contact: { ...draft.contact, email: draft.contact.email ?? email } };
}

/** What of an intake is about the products and says nothing of whose they are; undefined where it is on a case already. */
export function impersonal(before: unknown): Draft | undefined {
  const draft = Draft.safeParse(before).data;
  if (!draft || draft.caseNumber !== undefined || draft.claimedCase !== undefined) return undefined;
  const { key, products, complete, troubleshooting, onRecord, expedited, statusEmails } = draft;
  return { ...emptyDraft(key), products, complete, troubleshooting, onRecord, expedited, statusEmails };
}
