/** Returns and cases as they stand in the store, for rules that are tried without one. */
import type { Case } from '../../../services/cases/case.ts';
import type { Rma } from '../../../services/returns/rma.ts';

const AT = new Date('2026-11-10T17:00:00Z');
const CONTACT = { name: 'Jo Smith', email: 'jo@acme.com', company: 'Acme' };

export function onPaper(changes: Partial<Rma>): Rma {
  return {
    ...{ _id: '7000000000', schema: 1, version: 1, requestKey: 'rma', caseNumber: '4000000000', contact: CONTACT },
    ...{ shipTo: { raw: '1 Elm St', street: ['1 Elm St'] }, items: [], serials: [], words: [], extras: [] },
    ...{ parcels: [], estimates: [], expedited: false, statusEmails: true, status: 'issued', attention: [] },
    ...{ issuedAt: AT, returnBy: '2026-12-10', activeUntil: '2027-02-08', clockDone: [], events: [], notices: [] },
    ...changes,
  };
}

export function caseOnPaper(changes: Partial<Case>): Case {
  return {
    ...{ _id: '4000000000', schema: 1, version: 1, requestKey: 'case', customerNumber: '2000000000' },
    ...{ contact: CONTACT, items: [], serials: [], words: [], status: 'open', rmas: [] },
    ...{ events: [], createdAt: AT, notices: [] },
    ...changes,
  };
}
