/** What happened to a case or a return and who did it, as staff read it on a card, in English. */
import { writeNumber } from '../../../services/numbers.ts';

type Data = Readonly<Record<string, string>>;

const of = (data: Data, name: string) => data[name] ?? '';
const items = (data: Data, name = 'items') => (of(data, name) ? ` (item ${of(data, name).replaceAll(',', ', ')})` : '');

/** By the kind of the event; one that is not here is told by its kind. */
const HAPPENED: Readonly<Record<string, (data: Data) => string>> = {
  opened: () => 'Opened',
  solved: () => 'Solved',
  closed: () => 'Closed',
  reopened: () => 'Opened again',
  withdrawn: () => 'Withdrawn',
  erased: () => 'Whose it is was erased',
  merged: data => `Merged${of(data, 'into') ? ` into ${writeNumber(of(data, 'into'))}` : ''}`,
  'case-merged': data => `Now of case ${writeNumber(of(data, 'to'))}`,
  absorbed: data => `Case ${writeNumber(of(data, 'case'))} merged into this one`,
  'not-absorbed': data => `Case ${writeNumber(of(data, 'case'))} not merged after all`,
  assigned: () => 'Assigned',
  unassigned: () => 'Assigned to nobody',
  'rma-issued': () => 'RMA issued',
  'rma-closed': data => `RMA ${writeNumber(of(data, 'rma'))} closed`,
  'rma-withdrawn': data => `RMA ${writeNumber(of(data, 'rma'))} withdrawn`,
  'rma-lapsed': data => `RMA ${writeNumber(of(data, 'rma'))} lapsed`,
  note: () => 'Note',
  'customer-note': () => 'The customer wrote',
  contact: data => `Contact changed (${of(data, 'fields').replaceAll(',', ', ')})`,
  'ship-to': () => 'Ship-to address changed',
  billing: () => 'Billing address changed',
  issued: () => 'Issued',
  received: data => `Received${items(data)}`,
  missing: data => `Not in the box${items(data)}`,
  diagnosing: () => 'Diagnosis begun',
  'no-charge': () => 'To be repaired without charge',
  'estimate-sent': data => `Estimate ${of(data, 'estimate')} sent`,
  'estimate-replaced': data => `Estimate ${of(data, 'estimate')} replaced`,
  'estimate-withdrawn': data => `Estimate ${of(data, 'estimate')} withdrawn`,
  'estimate-reminder': () => 'Reminded of the estimate',
  'estimate-unanswered': () => 'The estimate is still unanswered',
  authorized: () => 'Estimate approved',
  'declined-return': () => 'Estimate declined: to go back',
  'declined-scrap': () => 'Estimate declined: to be scrapped',
  repairing: () => 'Repair begun',
  disposed: data => `${of(data, 'disposition').replaceAll('-', ' ')}${items(data, 'item')}`,
  'firmware-changed': data => `Firmware now ${of(data, 'to')}${items(data, 'item')}`,
  'firmware-request': data => `Firmware wanted: ${of(data, 'change')} ${of(data, 'to')}${items(data, 'item')}`,
  'data-recovery': data => `Data recovery wanted${items(data)}`,
  shipped: data => `Shipped${of(data, 'tracking') ? ` by ${of(data, 'carrier')}, ${of(data, 'tracking')}` : ''}`,
  parcel: data =>
    `Parcel ${of(data, 'direction') === 'inbound' ? 'in' : 'out'}: ${of(data, 'carrier')}, ${of(data, 'tracking')}`,
  extended: data => `To be sent by ${of(data, 'to')}, not ${of(data, 'from')}`,
  lapsed: () => 'Lapsed',
  'return-reminder': () => 'Reminded to send it',
  'status-emails': data => (of(data, 'wanted') === 'true' ? 'Status emails wanted' : 'No status emails wanted'),
  'mail-failed': data => `Mail “${of(data, 'mail')}” not delivered`,
  attended: data => `Seen to: ${of(data, 'to').replaceAll('-', ' ')}`,
};

export const eventTexts = {
  happened: (kind: string, data: Data = {}): string => HAPPENED[kind]?.(data) ?? kind.replaceAll('-', ' '),
  assignedTo: (name: string) => `Assigned to ${name}`,
  noted: (what: string, note: string) => `${what}: “${note}”`,
  by: { clock: 'the clock', desk: 'the desk', api: 'a business system', link: 'the customer, by a link' },
  customer: 'the customer',
  colleague: 'a colleague',
};
