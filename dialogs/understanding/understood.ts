/** What a sentence turned out to mean: the desk's whole view of it. Everything in here is data, nothing asks or answers. */
import type { ReadNumber } from '../../services/numbers.ts';

/** What somebody wants. `none`: only an answer to whatever was asked, or not understood. */
export type Intent =
  | 'open-case'
  | 'request-rma'
  | 'check-status'
  | 'approve-estimate'
  | 'decline-estimate'
  | 'talk-to-agent'
  | 'cancel'
  | 'start-over'
  | 'back'
  | 'help'
  | 'change-detail'
  | 'faq'
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'none';

/** The details of a case or return that a person can name and change. */
export type Field =
  | 'name'
  | 'email'
  | 'phone'
  | 'company'
  | 'billing'
  | 'shipTo'
  /** An address of which is not said whether it is billed or shipped to, and parts of one. */
  | 'address'
  | 'postcode'
  | 'city'
  | 'model'
  | 'serial'
  | 'problem'
  | 'since'
  | 'quantity'
  | 'troubleshooting'
  | 'expedited'
  | 'firmware'
  | 'data'
  | 'statusEmails';

export type EmailReading =
  | { kind: 'email'; value: string }
  /** The form is right, but the domain looks like a slip: ask, never correct in silence. */
  | { kind: 'slip'; value: string; suggestion: string }
  | { kind: 'several'; values: string[] }
  /** Meant as an address (it has an @ or says "at … dot"), but cannot be one. */
  | { kind: 'malformed'; said: string }
  | { kind: 'none' };

export type PhoneReading =
  /**
   * `value` in E.164, `shown` as its own country writes it (international form for another country). `unsure` where it
   * has no country code and is not grouped as its country writes it ("47 22 12 34 56"): as it was typed.
   */
  | { kind: 'phone'; value: string; shown: string; extension?: string; unsure?: string }
  /** Digits, but no number of that country has this length or prefix; `why` is one of libphonenumber's own words. */
  | { kind: 'malformed'; said: string; why: 'too-short' | 'too-long' | 'letters' | 'invalid' }
  | { kind: 'none' };

export type DateReading =
  /** `value` is an ISO date (YYYY-MM-DD) in the person's own zone; `vague` where they named a month, or "about". */
  | { kind: 'date'; value: string; said: string; vague: boolean; relative: boolean }
  | { kind: 'future'; value: string; said: string }
  | { kind: 'none' };

/** `raw` as typed, `value` as compared: upper case, no separators. O/I and 0/1 are told apart only by `sameSerial`. */
export type SerialReading =
  | { kind: 'serial'; raw: string; value: string }
  | { kind: 'unknown' }
  | { kind: 'malformed'; said: string }
  | { kind: 'none' };

/** "change the phone to …", "no, the serial is …", "that's the wrong email". */
export interface Change {
  field: Field;
  /** The new value in the person's words, where they gave one. */
  value?: string;
  /** The product meant, counted from 1 ("the second serial"). */
  item?: number;
}

/** A product as a sentence names it: model and family may come together ("my Spectra IV, SD4N35-PG-E1"). */
export interface ProductMention {
  model?: string;
  /** A catalog family's id, where only the family was named, or along with the model. */
  family?: string;
  serial?: { raw: string; value: string };
  /** How the person named it. */
  said?: string;
  /** What is told of this product alone, where the message tells different things of several. */
  problem?: string;
  since?: DateReading;
}

export interface Slots {
  name?: string;
  company?: string;
  email?: EmailReading;
  phone?: PhoneReading;
  products: ProductMention[];
  /** The maker of a product that is none of ours. */
  foreign?: string;
  /** What is wrong, in the person's own words, cut free of greetings and of the other slots. */
  problem?: string;
  since?: DateReading;
  quantity?: number;
  expedited?: boolean;
  /** Whether emails about the status are wanted, where they were named. */
  statusEmails?: boolean;
  caseNumber?: string;
  rmaNumber?: string;
  /** A number in the shape of ours that is not one of ours. */
  mistyped?: string;
}

export interface Understood {
  /** What was said, as understood: tidied and capped at 2,000 characters. */
  text: string;
  /** Every intent found, the one that decides first; never empty. */
  intents: [Intent, ...Intent[]];
  slots: Slots;
  change?: Change;
  /** A product beside those told before is announced ("there is a second one, same model"). */
  further?: true;
  /** A plain yes or no, however it was put ("yep that's not right" is a no). */
  answer?: 'yes' | 'no';
}

export type { ReadNumber };
