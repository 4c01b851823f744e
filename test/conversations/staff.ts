/**
 * What others do in a transcript: cases with returns that are there already, and the staff who move them along.
 *
 *     (Ann of ann@acme.com has a return with SD4E and IX10C)    `{case}` and `{rma}`, or `{case 1}`, `{rma 2}` by age
 *     (Ann of ann@acme.com has a case with SD4E)                without a return
 *     (Ann has another return on that case with IX10C)          expedited, too
 *     staff: received item 1, item 2 damaged, extra ES30C       on the latest return, or on another: `staff {rma 1}: …`
 *     staff: estimate 420 USD · shipped with UPS 1Z999 · extended to 2026-12-20 · item 1 repaired · missing item 2 …
 */
import assert from 'node:assert/strict';
import type { CaseItem } from '../../services/cases/case.ts';
import type { ChangeInput } from '../../services/returns/change.ts';
import type { World } from '../world.ts';

const ADDRESS = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'], city: 'Fresno', country: 'US' };

export interface Existing {
  caseNumber: string;
  rma: string;
}

let made = 0;

export async function hasReturn(world: World, who: string, what: string, models: string): Promise<Existing> {
  const [name = '', email = ''] = who.split(' of ');
  const requestKey = `existing-${++made}`;
  const items = itemsOf(models);
  const opened = await world.house.cases.open({
    ...{ requestKey: `${requestKey}:case`, contact: { name, email, phone: '+15595550142' }, shipTo: ADDRESS, items },
    ...{ status: 'open', actor: 'test' },
  });
  if (what === 'case') return { caseNumber: opened._id, rma: '' };
  const rma = await world.house.returns.issue({
    ...{ requestKey: `${requestKey}:rma`, case: opened, shipTo: ADDRESS, items },
    ...{ expedited: false, statusEmails: true, actor: 'test' },
  });
  return { caseNumber: opened._id, rma: rma._id };
}

export async function anotherReturn(world: World, caseNumber: string, models: string): Promise<Existing> {
  const found = (await world.house.cases.find(caseNumber)) ?? assert.fail('there is no such case');
  const rma = await world.house.returns.issue({
    ...{ requestKey: `existing-${++made}`, case: found, shipTo: ADDRESS, items: itemsOf(models) },
    ...{ expedited: true, statusEmails: true, actor: 'test' },
  });
  return { caseNumber, rma: rma._id };
}

function itemsOf(models: string): CaseItem[] {
  return models.split(/, | and /).map((model, at) => ({
    ...{ id: String(at + 1), model, kind: 'camera', problem: 'no picture' },
    serial: { raw: `ZZ11000${at + 1}`, value: `ZZ11000${at + 1}` },
    warranty: { kind: 'unconfirmed', months: 12 },
  }));
}

export async function staffDo(world: World, rma: string, words: string): Promise<void> {
  const outcome = await world.house.returns.change(rma, changeOf(words), { actor: 'staff:7' });
  assert.equal(outcome.kind, 'changed', `the staff cannot do that: ${JSON.stringify(outcome)}`);
}

function changeOf(words: string): ChangeInput {
  const [, verb = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(words) ?? [];
  const parts = rest.split(/, ?/).filter(Boolean);
  const items = parts.flatMap(part => /^item (\d+)/.exec(part)?.[1] ?? []);
  switch (verb) {
    case 'received':
      return {
        kind: 'received',
        items: parts
          .filter(part => part.startsWith('item'))
          .map(part => ({ item: /\d+/.exec(part)?.[0] ?? '', damaged: part.endsWith('damaged') })),
        extras: parts.flatMap(part => (part.startsWith('extra ') ? { model: part.slice('extra '.length) } : [])),
      };
    case 'missing':
      return { kind: 'missing', items };
    case 'diagnosing':
    case 'no-charge':
    case 'repairing':
    case 'closed':
      return { kind: verb };
    case 'estimate':
      return {
        kind: 'estimate',
        terms: {
          currency: rest.split(' ')[1] ?? 'USD',
          lines: [{ text: 'Repair', amount: Number(rest.split(' ')[0]) * 100 }],
          diagnosticsFee: 9_500,
        },
      };
    case 'answered':
      return { kind: 'estimate-answered', estimate: '1', answer: rest as 'approve' | 'return' | 'scrap' };
    case 'shipped': {
      const [, carrier, tracking] = /^with (\S+) (\S+)$/.exec(rest) ?? [];
      return { kind: 'shipped', carrier, tracking };
    }
    case 'parcel': {
      const [, carrier = '', tracking = ''] = /^with (\S+) (\S+)$/.exec(rest) ?? [];
      return { kind: 'parcel', parcel: { direction: 'inbound', carrier, tracking } };
    }
    case 'extended':
      return { kind: 'extended', returnBy: rest.replace('to ', ''), reason: 'asked for by phone' };
    case 'note':
      return { kind: 'note', text: rest };
    case 'item':
      return { kind: 'disposed', item: rest.split(' ')[0] ?? '', disposition: rest.split(' ')[1] as 'repaired' };
    default:
      return assert.fail(`the staff do not know how to do "${words}"`);
  }
}
