/** Does what was pressed or filled in, once, by the person's name in the audit trail, and only on what they saw. */
import { createHash } from 'node:crypto';
import type { Cases } from '../../../../services/cases/cases.ts';
import type { By, Event } from '../../../../services/event.ts';
import { mergeCases } from '../../../../services/returns/merging.ts';
import type { Returns } from '../../../../services/returns/returns.ts';
import type { Staff } from '../who.ts';
import type { Deed } from './deeds.ts';
import type { Filled } from './fields.ts';
import type { Wanted } from './forms/form.ts';
import type { Why } from './refusals.ts';
import type { Seen } from './subject.ts';

export type Done =
  | { kind: 'done' }
  /** Nothing was done, or not all of it: `done` tells how many were. */
  | { kind: 'refused'; why: Why; done: number }
  | { kind: 'unknown' };

export interface Doing {
  request: Request;
  staff: Staff;
  wanted: readonly Wanted[];
  /** The version that it is for; undefined where it is right whatever has happened meanwhile. */
  version: number | undefined;
}

/** What makes one request of what comes in twice, and the number that it is about. */
export interface Request {
  number: string;
  id: string;
}

/**
 * The same person, the same deed, the same version and the same words are the same request (R23): a double click does
 * nothing twice, while other words from a form that is open twice are another request, and refused as too late.
 */
export function requestOf(deed: Deed, seen: Seen, staff: Staff, filled: Filled = {}): Request {
  const typed = Object.entries(filled).sort(([one], [other]) => (one < other ? -1 : 1));
  return { number: seen.n, id: `teams:${seen.n}:${deed}:${seen.v}:${staff.id}:${digest(typed)}` };
}

/** Whether that is among what was done by it. */
export function isOf({ id }: Request, { key }: Event): boolean {
  return key?.startsWith(`${id}:`) === true;
}

function digest(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 16);
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

  return async ({ request, staff, wanted, version: first }: Doing): Promise<Done> => {
    let version = first;
    for (const [at, each] of wanted.entries()) {
      const by = { actor: `staff:${staff.id}`, key: `${request.id}:${digest(each)}`, version };
      const done = await one(request.number, each, by);
      if (done.kind === 'unknown') return done;
      if (done.kind === 'refused') return { kind: 'refused', why: done.why, done: at };
      if (version !== undefined) version = done.version;
    }
    return { kind: 'done' };
  };
}
export type CarryOut = ReturnType<typeof createDo>;
