import { z } from 'zod';

const days = z.number().int().positive();

/** Who the maker is and how to reach it. */
export const Company = z.strictObject({
  name: z.string().min(1),
  /** ISO 3166-1 alpha-2: the country whose phone numbers and addresses are taken for granted. */
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters, such as US'),
  /** IANA. */
  timeZone: z.string().refine(isTimeZone, 'must be a time zone such as America/New_York'),
  tollFree: z.strictObject({
    shown: z.string().min(1),
    e164: z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a plus and digits, such as +18005550100'),
  }),
  /** How the toll-free line speaks and listens: BCP 47, and a voice of its engine, such as Polly.Joanna. */
  phoneLine: z
    .strictObject({
      language: z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, 'must be a language such as en-US'),
      voice: z.string().min(1).optional(),
    })
    .default({ language: 'en-US' }),
  technicalSupport: z.email(),
  serviceAndRepair: z.email(),
  knowledgeBase: z.strictObject({ name: z.string().min(1), url: z.url({ protocol: /^https?$/ }) }),
  /** Where returns go. A maker with no single address names the place in words, and who tells the address. */
  returnTo: z.strictObject({
    name: z.string().min(1),
    address: z.array(z.string().min(1)).min(1).optional(),
    ask: z.email(),
  }),
});
export type Company = z.infer<typeof Company>;

/** The figures of the maker's terms. */
export const Terms = z.strictObject({
  /** R8, from issue. */
  returnWithinDays: days,
  /** R9, from issue. */
  rmaActiveDays: days,
  /** Days before the last day to send on which a customer is reminded of it. */
  remindBeforeDays: z.array(days).max(10),
  /** R12. */
  leaveAtHome: z.array(z.string().min(1)),
  /** R14. */
  dataRecoveryMinimum: z.strictObject({
    amount: z.number().positive(),
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters, such as USD'),
  }),
  /** R18: whether one is charged for units sent in for evaluation. */
  diagnosticsFee: z.boolean(),
  /** R19: typical, more for many items. */
  turnaroundBusinessDays: days,
  /** R19: to be asked for with the request. */
  expedited: z.strictObject({ available: z.boolean(), feesMayApply: z.boolean() }),
  /** R20, from the first request for authorization. */
  estimate: z.strictObject({
    remindAfterDays: z.array(days),
    staffTaskAfterDays: days,
    scrapWithinDays: days,
  }),
  warranty: z.strictObject({
    /** For a product that the catalog does not know, from shipment. */
    defaultMonths: z.number().int().positive(),
    /** For replacement parts and repairs. */
    repairDays: days,
  }),
});
export type Terms = z.infer<typeof Terms>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
