/** Which form each deed has. */
import type { Hit } from '../../../../../services/finding/finding.ts';
import type { Deed } from '../deeds.ts';
import { outcome } from './bench.ts';
import { answering, estimating } from './estimating.ts';
import type { CaseHit, FormOf, Forms, ReturnHit } from './form.ts';
import { attending, extending, shipping } from './leaving.ts';
import { assigning, caseEnd, caseNote, merging, reopening, returnEnd, returnNote } from './notes.ts';
import { receiving } from './receiving.ts';

const OF_RETURN: Forms<ReturnHit> = {
  received: receiving,
  estimate: estimating,
  answered: answering,
  outcome,
  shipped: shipping,
  closed: returnEnd('closed'),
  'estimate-withdrawn': returnEnd('estimate-withdrawn'),
  withdrawn: returnEnd('withdrawn'),
  extend: extending,
  attended: attending,
  note: returnNote,
  assign: assigning(),
};

const OF_CASE: Forms<CaseHit> = {
  note: caseNote,
  solved: caseEnd('solved'),
  closed: caseEnd('closed'),
  withdrawn: caseEnd('withdrawn'),
  reopened: reopening,
  assign: assigning(),
  merge: merging,
};

/** Undefined where that has none. */
export function formOf(deed: Deed, hit: Hit): FormOf | undefined {
  // Each is asked with its own kind alone: the subject decides the table.
  return (hit.kind === 'return' ? OF_RETURN[deed] : OF_CASE[deed]) as FormOf | undefined;
}
