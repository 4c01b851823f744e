/** A case and a return to draw cards of. */

import type { Shown } from '../../../../../bot/channels/teams/cards/shown.ts';
import { createStaffTexts } from '../../../../../bot/channels/teams/texts.ts';
import type { Case } from '../../../../../services/cases/case.ts';
import { Rma } from '../../../../../services/returns/rma.ts';
import { TERMS } from '../../../../services/returns/paper.ts';

export const NOW = new Date('2026-11-25T18:00:00Z');

export function shown(more: Partial<Shown> = {}): Shown {
  const texts = createStaffTexts({ company: 'Pelco' });
  return { texts, terms: TERMS, at: { locale: 'en-US', timeZone: 'Europe/Berlin' }, now: NOW, ...more };
}

export function rmaOf(more: Partial<Rma> = {}, items = 1, words = 'no picture'): Rma {
  return Rma.parse({
    _id: '7123456784',
    schema: 1,
    version: 3,
    requestKey: 'r',
    caseNumber: '4123456787',
    customerNumber: '2123456780',
    contact: { name: 'Jo Smith', email: 'jo@acme.com', phone: '+15595550100', company: 'Acme' },
    shipTo: { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] },
    items: Array.from({ length: items }, (_, at) => ({
      id: `${at + 1}`,
      model: 'SD4E',
      kind: 'dome',
      serial: { raw: `1A0000${at}`, value: `1A0000${at}` },
      problem: words,
      warranty: { kind: 'covered', until: '2027-01-31', shipped: '2024-01-31', months: 36 },
    })),
    serials: [],
    expedited: false,
    statusEmails: true,
    status: 'issued',
    issuedAt: new Date('2026-11-10T17:00:00Z'),
    returnBy: '2026-12-10',
    activeUntil: '2027-02-08',
    events: [{ at: new Date('2026-11-10T17:00:00Z'), actor: 'web', kind: 'issued' }],
    notices: [],
    ...more,
  });
}

export function caseOf({ items, contact, shipTo, events }: Rma, more: Partial<Case> = {}): Case {
  return {
    _id: '4123456787',
    schema: 1,
    version: 1,
    requestKey: 'c',
    customerNumber: '2123456780',
    contact,
    shipTo,
    items,
    serials: [],
    words: [],
    status: 'open',
    rmas: [
      {
        number: '7123456784',
        issuedAt: new Date('2026-11-10T17:00:00Z'),
        returnBy: '2026-12-10',
        activeUntil: '2027-02-08',
      },
    ],
    events,
    notices: [],
    createdAt: new Date('2026-11-10T17:00:00Z'),
    ...more,
  };
}
