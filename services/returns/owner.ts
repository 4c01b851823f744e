/** Whom to talk to, changed for a case together with its returns under way. */
import type { Cases, ChangedCase } from '../cases/cases.ts';
import type { By } from '../event.ts';
import type { Returns } from './returns.ts';
import { ENDED } from './status.ts';

/**
 * Each of them is changed once for one key (R23), so that whoever was interrupted begins again from the start. The case
 * comes last: until then the address that was proven for this is still its own.
 */
export async function changeContact(
  { cases, returns }: { cases: Pick<Cases, 'change'>; returns: Pick<Returns, 'ofCase' | 'change'> },
  caseNumber: string,
  told: { email?: string; phone?: string },
  by: By,
): Promise<ChangedCase> {
  for (const { _id, status } of await returns.ofCase(caseNumber)) {
    if (!ENDED.includes(status)) await returns.change(_id, { kind: 'contact', ...told }, by);
  }
  return cases.change(caseNumber, { kind: 'contact', ...told }, by);
}
