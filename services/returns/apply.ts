/** One change to a return, by the rules: nothing here knows of a store, so every sequence can be tried. */
import { assigned, attended, caseMerged, disposed, firmwareChanged, mailFailed, moved } from './bench.ts';
import type { Change } from './change.ts';
import { estimateAnswered, estimated, estimateWithdrawn } from './estimating.ts';
import { closed, parcelTold, shipped } from './leaving.ts';
import { type Moment, type Outcome, refused } from './outcome.ts';
import { missing, received } from './receipt.ts';
import type { Rma } from './rma.ts';
import {
  contactChanged,
  dataRecoveryAsked,
  extended,
  firmwareAsked,
  noted,
  shipToChanged,
  statusEmailsChosen,
  withdrawn,
} from './wishes.ts';

/** What brings something personal with it: where that has been erased, it does not come back. */
const PERSONAL: ReadonlySet<Change['kind']> = new Set(['contact', 'ship-to', 'customer-note', 'status-emails']);

export function applyChange(rma: Rma, change: Change, moment: Moment): Outcome {
  if (rma.erasedAt && PERSONAL.has(change.kind)) return refused({ code: 'erased' });
  switch (change.kind) {
    case 'received':
      return received(rma, change, moment);
    case 'missing':
      return missing(rma, change, moment);
    case 'diagnosing':
    case 'no-charge':
    case 'repairing':
      return moved(rma, change);
    case 'estimate':
      return estimated(rma, change, moment);
    case 'estimate-withdrawn':
      return estimateWithdrawn(rma, change, moment);
    case 'estimate-answered':
      return estimateAnswered(rma, change, moment);
    case 'disposed':
      return disposed(rma, change);
    case 'firmware-changed':
      return firmwareChanged(rma, change);
    case 'shipped':
      return shipped(rma, change, moment);
    case 'closed':
      return closed(rma, change);
    case 'parcel':
      return parcelTold(rma, change, moment);
    case 'withdrawn':
      return withdrawn(rma, change);
    case 'extended':
      return extended(rma, change, moment);
    case 'note':
    case 'customer-note':
      return noted(rma, change);
    case 'ship-to':
      return shipToChanged(rma, change);
    case 'contact':
      return contactChanged(rma, change);
    case 'status-emails':
      return statusEmailsChosen(rma, change);
    case 'data-recovery':
      return dataRecoveryAsked(rma, change);
    case 'firmware-request':
      return firmwareAsked(rma, change);
    case 'mail-failed':
      return mailFailed(rma, change);
    case 'attended':
      return attended(rma, change);
    case 'case-merged':
      return caseMerged(rma, change);
    case 'assigned':
      return assigned(rma, change);
  }
}
