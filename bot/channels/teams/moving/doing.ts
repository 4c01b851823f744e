/** Does what was pressed or filled in, once, by the person's name in the audit trail, and only on what they saw. */
import { createHash } from 'node:crypto';
import type { Cases } from '../../../../services/cases/cases.ts';
import type { By } from '../../../../services/event.ts';
import { mergeCases } from '../../../../services/returns/merging.ts';
import type { Returns } from '../../../../services/returns/returns.ts';
import type { Staff } from '../who.ts';
import type { Wanted } from './forms/form.ts';
import type { Why } from './refusals.ts';
import type { Seen } from './subject.ts';

export type Done =
  | { kind: 'done' }
  /** Nothing was done, or not all of it: `done` tells how many were. */
  | { kind: 'refused'; why: Why; done: number }
  | { kind: 'unknown' };

export interface Doing {
  deed: string;
  seen: Seen;
  staff: Staff;
  wanted: readonly Wanted[];
  /** Right whatever has happened meanwhile. */
  isAlwaysRight?: boolean | undefined;
}

export function createDo(deps: {
  cases: Pick<Cases, 'change' | 'find' | 'itself'>;
  returns: Pick<Returns, 'change' | 'ofCase'>;
}) {
  const { cases, returns } = deps;

  async function one(number: string, wanted: Wanted, by: By) {
    switch (wanted.of) {
      case 'return': {
        const changed = await returns.change(number, wanted.change, by);
        return 'rma' in changed ? { ...changed, version: changed.rma.version } : changed;
      }
      case 'case': {
        const changed = await cases.change(number, wanted.change, by);
        return 'case' in changed ? { ...changed, version: changed.case.version } : changed;
      }
      case 'merge': {
        const { into, isAcross } = wanted;
        const merged = await mergeCases(deps, { duplicate: number, into, isAcross }, by);
        if (merged.kind !== 'unknown') return { ...merged, version: merged.case.version };
        const why = { code: 'no-such-case' } as const;
        return merged.number === number ? { kind: 'unknown' as const } : { kind: 'refused' as const, why, version: 0 };
      }
    }
  }

  /**
   * The same person, the same deed, the same version and the same words are the same request (R23): a double click does
   * nothing twice, while other words from a form that is open twice are another request, and refused as too late.
   */
  return async ({ deed, seen, staff, wanted, isAlwaysRight }: Doing): Promise<Done> => {
    const digest = createHash('sha256').update(JSON.stringify(wanted)).digest('base64url').slice(0, 16);
    let version: number | undefined = isAlwaysRight ? undefined : seen.v;
    for (const [at, each] of wanted.entries()) {
      const key = `teams:${seen.n}:${deed}:${seen.v}:${staff.id}:${digest}:${at}`;
      const done = await one(seen.n, each, { actor: `staff:${staff.id}`, key, version });
      if (done.kind === 'unknown') return done;
      if (done.kind === 'refused') return { kind: 'refused', why: done.why, done: at };
      if (version !== undefined) version = done.version;
    }
    return { kind: 'done' };
  };
}
