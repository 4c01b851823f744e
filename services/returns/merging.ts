/**
 * Two cases that are one: the duplicate is closed and points to the other, and its number leads there. Its returns move
 * over, whether or not they have ended: a return belongs to one case (R6), by which its mails, its status and the closing
 * of the case with its last return go; a label that is printed already leads to the same case by the old number (R2).
 * Notes and photos stay where they were filed, and are found from the other by `numbersOf`.
 */
import type { Case } from '../cases/case.ts';
import type { Cases } from '../cases/cases.ts';
import type { CaseRefusal } from '../cases/change.ts';
import { numbersOf } from '../cases/numbers-of.ts';
import type { By } from '../event.ts';
import type { Returns } from './returns.ts';

export interface Merge {
  duplicate: string;
  into: string;
  /** They belong to different customers, and whoever asks knows that: each return stays its own customer's. */
  isAcross?: boolean | undefined;
}

export type Merged =
  /** `same`: the same request, or another, has done it before. */
  | { kind: 'merged' | 'same'; case: Case }
  | { kind: 'refused'; why: CaseRefusal; case: Case }
  | { kind: 'unknown'; number: string };

const MOST_TRIES = 20;

/**
 * @param by its version is that of the duplicate. Whoever was interrupted asks again: what is missing is done then.
 */
export async function mergeCases(
  { cases, returns }: { cases: Pick<Cases, 'find' | 'itself' | 'change'>; returns: Pick<Returns, 'ofCase' | 'change'> },
  { duplicate, into, isAcross = false }: Merge,
  by: By,
): Promise<Merged> {
  const { actor, key } = by;
  /** How it was before it took in the duplicate. */
  let taker: Case | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [before, target] = [await cases.itself(duplicate), await cases.find(into)];
    if (!before) return { kind: 'unknown', number: duplicate };
    if (!target) return { kind: 'unknown', number: into };
    if (before.mergedInto) {
      const end = (await cases.find(before._id)) ?? before;
      if (end._id !== target._id) return refuse(before, { code: 'merged', into: end._id });
      await bringReturns(before._id, end._id);
      return { kind: 'same', case: end };
    }
    const why = refusalOf(before, target);
    if (why) return refuse(before, why);
    // The other way round of two at once: the pointer is written only where the other has not taken this one in first.
    const { _id, mergedFrom = [], rmas, status, assignee } = before;
    const isOpen = status === 'open';
    const whose = isOpen && assignee ? { assignee } : {};
    const takes = { kind: 'absorbed' as const, case: _id, with: mergedFrom, rmas, isOpen, ...whose };
    const taken = await cases.change(target._id, takes, { actor });
    if (taken.kind !== 'changed' && taken.kind !== 'same') continue;
    taker ??= target;
    const points = { kind: 'merged' as const, into: target._id };
    const pointed = await cases.change(_id, points, { actor, key, version: before.version });
    if (pointed.kind === 'changed' || pointed.kind === 'same') {
      await bringReturns(_id, target._id);
      return { kind: 'merged', case: (await cases.find(target._id)) ?? taken.case };
    }
    if (pointed.kind === 'refused' && pointed.why.code === 'merging') return refuse(before, pointed.why);
  }
  throw new Error(`a case was changed by others ${MOST_TRIES} times in a row`);

  function refusalOf(before: Case, target: Case): CaseRefusal | undefined {
    if (before._id === target._id) return { code: 'merged-into-itself' };
    if (before.erasedAt || target.erasedAt) return { code: 'erased' };
    if (by.version !== undefined && by.version !== before.version) return { code: 'changed-meanwhile' };
    if (before.customerNumber !== target.customerNumber && !isAcross) return { code: 'other-customer' };
    return undefined;
  }

  /** Whoever took it in gives it back: somebody else was first. */
  async function refuse(before: Case, why: CaseRefusal): Promise<Merged> {
    if (taker) {
      const had = new Set(taker.rmas.map(({ number }) => number));
      const rmas = before.rmas.map(({ number }) => number).filter(number => !had.has(number));
      const { _id, status, assignee } = taker;
      const back = { kind: 'not-absorbed' as const, cases: numbersOf(before), rmas, status, assignee };
      await cases.change(_id, back, { actor });
    }
    return { kind: 'refused', why, case: before };
  }

  async function bringReturns(from: string, to: string): Promise<void> {
    for (const { _id } of await returns.ofCase(from)) {
      await returns.change(_id, { kind: 'case-merged', into: to }, { actor });
    }
  }
}
