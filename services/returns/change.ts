/** Everything that can happen to a return once it is issued, as data: what channels, business systems and the clock ask for. */
import { z } from 'zod';
import { Address } from '../address.ts';
import { ContactChange } from '../cases/change.ts';
import { Assignee } from '../staff/assignee.ts';
import { EstimateAnswer, EstimateTerms } from './estimate.ts';
import { Attention, Disposition, Extra, FirmwareChange, FirmwareWish, Parcel } from './rma.ts';

const Note = z.string().trim().min(1).max(1_000);
const ItemId = z.string().min(1).max(10);
const Day = z.iso.date();
const Wish = FirmwareWish.extend({ to: z.string().trim().min(1).max(60).optional() });

export const Change = z.discriminatedUnion('kind', [
  /** A box was opened. What it held is named by item; a return of one item that names none has received that. */
  z.object({
    kind: z.literal('received'),
    items: z
      .array(z.object({ item: ItemId, damaged: z.boolean().default(false), note: Note.optional() }))
      .max(100)
      .default([]),
    extras: z
      .array(Extra.omit({ at: true }))
      .max(100)
      .default([]),
    note: Note.optional(),
  }),
  /** Items that were announced and do not come. */
  z.object({ kind: z.literal('missing'), items: z.array(ItemId).min(1).max(100), note: Note.optional() }),
  z.object({ kind: z.literal('diagnosing'), note: Note.optional() }),
  /** No estimate is needed, as under warranty. */
  z.object({ kind: z.literal('no-charge'), note: Note.optional() }),
  /** A first estimate, or one in place of that which is open. */
  z.object({ kind: z.literal('estimate'), terms: EstimateTerms }),
  z.object({ kind: z.literal('estimate-withdrawn'), note: Note.optional() }),
  /** By the customer, or by staff to whom the customer said it (R20): `note` is what they said. */
  z.object({
    kind: z.literal('estimate-answered'),
    estimate: z.string(),
    answer: EstimateAnswer,
    note: Note.optional(),
  }),
  z.object({ kind: z.literal('repairing'), note: Note.optional() }),
  /** What became of an item. */
  z.object({ kind: z.literal('disposed'), item: ItemId, disposition: Disposition, note: Note.optional() }),
  z.object({ kind: z.literal('firmware-changed'), item: ItemId, firmware: FirmwareChange }),
  z.object({
    kind: z.literal('shipped'),
    carrier: Parcel.shape.carrier.optional(),
    tracking: Parcel.shape.tracking.optional(),
    note: Note.optional(),
  }),
  z.object({ kind: z.literal('closed'), note: Note.optional() }),
  /** The tracking number of a parcel on its way, in or out. */
  z.object({ kind: z.literal('parcel'), parcel: Parcel.omit({ at: true }) }),
  /** The customer does not send it after all. */
  z.object({ kind: z.literal('withdrawn'), note: Note.optional() }),
  /** The last day to send moves, and the last day of the RMA as many days with it. */
  z.object({ kind: z.literal('extended'), returnBy: Day, reason: Note }),
  z.object({ kind: z.literal('note'), text: Note }),
  z.object({ kind: z.literal('customer-note'), text: Note }),
  z.object({ kind: z.literal('ship-to'), address: Address }),
  ContactChange,
  z.object({ kind: z.literal('status-emails'), wanted: z.boolean() }),
  /** A quote for what is on the disks (R14). */
  z.object({ kind: z.literal('data-recovery'), item: ItemId.optional(), note: Note.optional() }),
  /** R13, R16. */
  z.object({ kind: z.literal('firmware-request'), item: ItemId, firmware: Wish }),
  /** The address on file, or what stands for it, takes no mail; `code` is the mail server's. */
  z.object({ kind: z.literal('mail-failed'), mail: z.string().max(40), code: z.string().max(60) }),
  /** Somebody at the desk has seen to it. */
  z.object({ kind: z.literal('attended'), to: Attention, note: Note.optional() }),
  /** Its case has become part of another, to which it belongs from now on. */
  z.object({ kind: z.literal('case-merged'), into: z.string() }),
  /** Somebody at the desk looks after it from now on; null: nobody in particular. */
  z.object({ kind: z.literal('assigned'), to: Assignee.nullable() }),
]);
export type Change = z.infer<typeof Change>;
/** A change as it is asked for: what has a default may be left out. */
export type ChangeInput = z.input<typeof Change>;
type ChangeOf<K extends Change['kind']> = Extract<Change, { kind: K }>;

export type { ChangeOf };

const BY_ITSELF: ReadonlySet<string> = new Set(['mail-failed', 'case-merged']);

/** What staff and business systems may ask for: all but what the desk finds out, or does, by itself. */
export const StaffChange = z.discriminatedUnion(
  'kind',
  // Fewer members of the same kind: `filter` loses that it is a list of at least one.
  Change.options.filter(option => !BY_ITSELF.has(option.shape.kind.value)) as unknown as typeof Change.options,
);
