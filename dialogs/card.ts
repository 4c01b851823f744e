/**
 * What a channel that can may show in place of a reply's text: data and words, no format of any channel. Words are plain
 * text, as they are to be seen: whatever a person typed stands here as it was typed, and the channel escapes it. Only
 * `lead`, the short text beside the card, is light Markdown as a reply's text is.
 */
import { z } from 'zod';

/** The inputs of the contact form, and the longest value that each takes. */
export const FORM_INPUTS = {
  'contact.name': 120,
  'contact.email': 254,
  'contact.phone': 40,
  'contact.company': 120,
  'billing.street': 200,
  'billing.city': 100,
  'billing.state': 60,
  'billing.postcode': 20,
  'billing.country': 2,
  'shipping.street': 200,
  'shipping.city': 100,
  'shipping.state': 60,
  'shipping.postcode': 20,
  'shipping.country': 2,
} as const;

export type FormInput = keyof typeof FORM_INPUTS;

/** `Object.keys` forgets which keys there are, and that there is one at least. */
export const FORM_INPUT_IDS = Object.keys(FORM_INPUTS) as [FormInput, ...FormInput[]];

const FormField = z.object({
  id: z.enum(FORM_INPUT_IDS),
  label: z.string(),
  value: z.string().optional(),
  /** What is wrong with the value. */
  error: z.string().optional(),
  /** Told where it is left empty; without it the field may be. */
  needed: z.string().optional(),
});
export type FormField = z.infer<typeof FormField>;

/** Contact and addresses at once, where typing them one after another would be slower. */
const ContactForm = z.object({
  kind: z.literal('contact-form'),
  /** The request that it belongs to: what it sends counts for no other. */
  key: z.string(),
  lead: z.string(),
  title: z.string(),
  groups: z.array(
    z.object({
      title: z.string(),
      fields: z.array(FormField),
      /** Shown only when asked for, by a button of this name. */
      opener: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
  /** Said beside the button that sends it, where something higher up needs another look. */
  trouble: z.string().optional(),
  save: z.string(),
  /** What the transcript shows once it is sent. */
  sent: z.string(),
});

/** What is to be decided on, as it stands. */
const Decidable = z.object({
  /** Of what is shown: a choice counts for this, and for nothing that was changed since. */
  version: z.string(),
  lead: z.string(),
  title: z.string(),
  sections: z.array(
    z.object({ title: z.string(), lines: z.array(z.object({ label: z.string(), value: z.string() })) }),
  ),
  /** Of the reply's choices those that stand on the card, and count only for what it shows. */
  choices: z.array(z.object({ title: z.string(), value: z.string() })),
});

/** Everything that was understood, before something is issued for it. */
const Summary = Decidable.extend({ kind: z.literal('summary') });

/** What a repair would cost, and the ways on (R20). */
const Estimate = Decidable.extend({ kind: z.literal('estimate') });

/** Numbers that were issued, to be read, copied and written on boxes. */
const Numbers = z.object({
  kind: z.literal('numbers'),
  lead: z.string(),
  title: z.string(),
  /** As they are written. */
  numbers: z.array(z.object({ label: z.string(), number: z.string(), copy: z.string() })),
  copy: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** The label to print. */
  label: z.object({ title: z.string(), url: z.string() }).optional(),
});

/** Where a return stands: nothing on it is personal (R24). */
const Status = z.object({
  kind: z.literal('status'),
  lead: z.string(),
  /** The return. */
  title: z.string(),
  /** In a few words. */
  state: z.string(),
  lines: z.array(z.string()),
  items: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Where its parcels can be followed. */
  links: z.array(z.object({ title: z.string(), url: z.url({ protocol: /^https?$/ }) })),
});

export const Card = z.discriminatedUnion('kind', [ContactForm, Summary, Estimate, Numbers, Status]);
export type Card = z.infer<typeof Card>;
export type ContactForm = z.infer<typeof ContactForm>;
export type SummaryCard = z.infer<typeof Summary>;
export type EstimateCard = z.infer<typeof Estimate>;
export type NumbersCard = z.infer<typeof Numbers>;
export type StatusCard = z.infer<typeof Status>;

export type FormValues = Partial<Record<FormInput, string>>;

/** What came back from a card, beside the words that the transcript shows. Cards stay on screen and may be old. */
export const Sent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('contact-form'),
    key: z.string().max(100),
    values: z.partialRecord(z.enum(FORM_INPUT_IDS), z.string().max(1_000)),
  }),
  /** A choice of the summary; the words are those of the choice. */
  z.object({ kind: z.literal('summary'), version: z.string().max(100) }),
  /** A way on from an estimate, likewise. */
  z.object({ kind: z.literal('estimate'), version: z.string().max(100) }),
]);
export type Sent = z.infer<typeof Sent>;
