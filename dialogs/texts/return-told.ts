/** What the letters about a return are written from. Words of people have been made harmless. */
import type { EstimateAnswer } from '../../services/returns/estimate.ts';
import type { Disposition, FirmwareWish, RmaItem } from '../../services/returns/rma.ts';
import type { RmaStatus } from '../../services/returns/status.ts';

export interface ToldItem {
  id: string;
  /** Model, and serial number where it is known. */
  name: string;
  model: string;
  /** How to pack it (R15). */
  packing: string;
  receipt?: 'intact' | 'damaged' | 'missing' | undefined;
  disposition?: Disposition | undefined;
  firmware?: FirmwareWish | undefined;
  /** R17. */
  firmwareChanged?: { from?: string | undefined; to: string; why: 'asked' | 'new-processor-module' } | undefined;
  data?: RmaItem['data'];
}

export interface ToldEstimate {
  /** Amounts are written out. */
  lines: readonly { text: string; amount: string }[];
  total: string;
  /** What declining costs for each item and in all (R20); undefined where there is no fee. */
  fee?: { each: string; all: string; items: number } | undefined;
  note?: string | undefined;
  /** Whether it is answered, and how. */
  answer?: EstimateAnswer | undefined;
  sentOn: string;
  daysOpen: number;
  /** Scrapped on site by then (R20), counted from the first request for an answer; `isOver` where that day is past. */
  scrapBy: string;
  firstAskedOn: string;
  isOver: boolean;
  /** Days on which the customer is reminded, and on which people at the desk get in touch; those that are to come. */
  remindedOn: readonly string[];
  callOn: string;
  /** To see and answer it. */
  link?: string | undefined;
}

export interface ReturnTold {
  rma: string;
  caseNumber: string;
  status: RmaStatus;
  items: readonly ToldItem[];
  /** Dates are written out. */
  returnBy: string;
  activeUntil: string;
  /** Until the last day to send; 0 on that day. */
  daysLeft: number;
  expedited: boolean;
  /** What the event that is told of was about: the ids of items, damaged ones among them, names of fields. */
  about: { items: readonly string[]; damaged: readonly string[]; fields: readonly string[] };
  /** Units that are on no list, as they were named when the box was opened. */
  extras: string;
  estimate?: ToldEstimate | undefined;
  /** On their way to the customer. */
  parcels: readonly { carrier: string; tracking: string; link?: string | undefined }[];
  /** To print labels; only while there is something to send. */
  label?: string | undefined;
  /** The page with the chat. */
  chat: string;
  /** The reader's address is no longer on file. */
  isFormerReader: boolean;
  /** R12. */
  leaveAtHome: readonly string[];
  /** Where returns go; without an address, who tells it. */
  returnTo: { name: string; address?: readonly string[] | undefined; ask: string };
  /** R18: one is charged for units sent in for evaluation. */
  diagnosticsFee: boolean;
  /** Of repairs and replacement parts. */
  repairWarrantyDays: number;
}
