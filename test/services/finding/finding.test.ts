import assert from 'node:assert/strict';
import type { Case, Contact } from '../../../services/cases/case.ts';
import { createCases } from '../../../services/cases/cases.ts';
import { catchUp } from '../../../services/catching-up.ts';
import { createCustomers } from '../../../services/customers/customers.ts';
import { wordMembers } from '../../../services/finding/catching-up.ts';
import { createFind, type Found, type FoundPlace } from '../../../services/finding/finding.ts';
import { wordsOf } from '../../../services/finding/words.ts';
import { drawNumber, writeNumber } from '../../../services/numbers.ts';
import { caseErased, rmaErased } from '../../../services/privacy/erased.ts';
import { mergeCases } from '../../../services/returns/merging.ts';
import { createReturns, type Returns } from '../../../services/returns/returns.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { onBothEngines } from '../engines.ts';
import { TERMS } from '../returns/paper.ts';

describe('the words of a name and a company', () => {
  it('are each of them, and what they begin with, without case, accents and marks within a word', () => {
    assert.deepEqual(wordsOf({ name: 'Zoë O’Brien', company: 'A.C.M.E. Søren' }), [
      ...['zoe', 'obrien', 'acme', 'soren', 'zoe obrien', 'acme soren'],
    ]);
  });
});

onBothEngines('finding', open => {
  let desk: Awaited<ReturnType<typeof openDesk>>;
  beforeEach(async () => {
    desk = await openDesk();
  });

  async function openDesk() {
    let at = new Date('2026-11-10T17:00:00Z');
    const now = () => at;
    const store = await open(now);
    const customers = createCustomers({ store, draw: drawNumber, now });
    const cases = createCases({ store, customers, draw: drawNumber, now, timeZone: TERMS.timeZone });
    const customerOf = async (email: string) => (await customers.forEmail(email))._id;
    const returns: Returns = createReturns({ store, cases, customerOf, draw: drawNumber, now, terms: TERMS });
    const find = createFind({ store, customers, now });
    let made = 0;
    return {
      ...{ store, now, cases, returns, find },
      pass(days: number) {
        at = new Date(at.getTime() + days * 86_400_000);
      },
      openCase(contact: Partial<Contact>, serial?: string): Promise<Case> {
        const item = { id: '1', model: 'SD4E', kind: 'dome' as const, problem: 'no picture' };
        const warranty = { kind: 'unconfirmed' as const, months: 36 };
        const items = [{ ...item, warranty, ...(serial && { serial: { raw: serial, value: serial } }) }];
        const whole = { name: 'Jo Smith', email: 'jo@acme.com', ...contact };
        return cases.open({ requestKey: `case-${++made}`, contact: whole, items, status: 'open', actor: 'web' });
      },
      issue(of: Case): Promise<Rma> {
        const shipTo = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
        const request = { case: of, shipTo, items: of.items, expedited: false, statusEmails: true, actor: 'web' };
        return returns.issue({ requestKey: `rma-${++made}`, ...request });
      },
      ids: async (text: string) => idsOf(await find(text, { limit: 10 })),
    };
  }

  it('shows by whatever a duplicate is known the case that it is part of, once', async () => {
    const one = await desk.openCase({});
    const other = await desk.openCase({ name: 'Zoe Fox', email: 'zoe@fox.com' }, 'B7654321');
    const third = await desk.openCase({ name: 'Zoe Fox', email: 'zoe@fox.com' }, 'B7654322');
    for (const { _id: duplicate } of [other, third]) {
      const merged = await mergeCases(desk, { duplicate, into: one._id, isAcross: true }, { actor: 'x' });
      assert.equal(merged.kind, 'merged');
    }
    for (const text of [other._id, 'B7654321', 'zoe@fox.com', 'zoe fox', 'fox zoe', 'jo smith']) {
      assert.deepEqual(await desk.ids(text), [one._id], text);
    }
    const rma = await desk.issue(one);
    assert.deepEqual(await desk.ids('jo smith'), [rma._id], 'a case stands there by its return');
  });

  it('takes a number in any grouping, with words around it', async () => {
    const opened = await desk.openCase({});
    const { _id: rma } = await desk.issue(opened);
    const [a, b, c] = [rma.slice(0, 4), rma.slice(4, 8), rma.slice(8)];
    for (const text of [rma, `${a} ${b} ${c}`, `RMA ${writeNumber(rma)}`, `Where is ${a}-${b}-${c}, please?`]) {
      assert.deepEqual(await desk.ids(text), [rma], text);
    }
    assert.deepEqual(await desk.ids(`case ${writeNumber(opened._id)}`), [opened._id]);
  });

  it('says of a mistyped number that it is one, and of an unknown one that there is none (R21)', async () => {
    const { _id: rma } = await desk.issue(await desk.openCase({}));
    const wrong = `${rma.slice(0, 9)}${(Number(rma[9]) + 1) % 10}`;
    assert.deepEqual(await desk.find(wrong, { limit: 10 }), { hits: [], isMistyped: true });
    assert.deepEqual(await desk.find('7000000000', { limit: 10 }), { hits: [], isMistyped: true });
    assert.deepEqual(await desk.find('Nobody Anywhere', { limit: 10 }), { hits: [], isMistyped: false });
    assert.deepEqual(await desk.find('', { limit: 10 }), { hits: [], isMistyped: false });
  });

  it('finds by serial, email, name, company and the first words of it: a case by its return, if it has one', async () => {
    const acme = { name: 'Zoë Björk', email: 'zoe@acme.com', company: 'Acmé Security Systems, Inc.' };
    const { _id: rma } = await desk.issue(await desk.openCase(acme, 'ab-1234'));
    const { _id: alone } = await desk.openCase({ email: 'other@x.com', company: 'Other' }, 'zz9999');
    for (const text of [
      ...['AB1234', 'serial ab 1234', 'Zoe@ACME.com', 'find zoe@acme.com', 'zoe bjork', 'BJÖRK', 'Björk, Zoë'],
      ...['acme', 'acme security', 'ACMÉ SECURITY SYSTEMS INC', 'systems', 'company acme', 'systems acme'],
    ]) {
      assert.deepEqual(await desk.ids(text), [rma], text);
    }
    for (const text of ['zz9999', 'other@x.com', 'Jo Smith']) assert.deepEqual(await desk.ids(text), [alone], text);
    for (const text of ['acme bjork jo', 'acm', '$gt', '{"$gt":""}', '__proto__', '.*']) {
      assert.deepEqual(await desk.ids(text), [], text);
    }
  });

  it('goes page by page, newest first, and leaves out and repeats none', async () => {
    const made: string[] = [];
    for (let count = 0; count < 23; count++) {
      const opened = await desk.openCase({ company: 'Acme', email: `p${count}@acme.com` });
      made.unshift(count % 3 === 0 ? opened._id : (await desk.issue(opened))._id);
      if (count % 4 === 0) desk.pass(9);
    }
    const seen: string[] = [];
    let after: FoundPlace | undefined;
    do {
      const found: Found = await desk.find('acme', { limit: 5, after });
      assert.ok(found.hits.length <= 5);
      seen.push(...idsOf(found));
      after = found.next;
    } while (after);
    assert.deepEqual([...seen].sort(), [...made].sort());
  });

  it('finds by a new name from then on, and not by the old one', async () => {
    const opened = await desk.openCase({ name: 'Jo Smith' });
    const { _id: rma } = await desk.issue(opened);
    await desk.returns.change(rma, { kind: 'contact', name: 'Jo Miller' }, { actor: 'api:1' });
    await desk.cases.change(opened._id, { kind: 'contact', name: 'Jo Miller' }, { actor: 'api:1' });
    assert.deepEqual(await desk.ids('jo miller'), [rma]);
    assert.deepEqual(await desk.ids('smith'), []);
  });

  it('does not show a return that has lapsed, but the case that remembers it (R9)', async () => {
    const opened = await desk.openCase({}, 'ab1234');
    const { _id: rma } = await desk.issue(opened);
    desk.pass(91);
    assert.deepEqual(await desk.ids(rma), [opened._id]);
    assert.deepEqual(await desk.ids('ab1234'), [opened._id]);
  });

  it('finds what an older build wrote, once the words have been put in, and nothing of whoever was erased then', async () => {
    const opened = await desk.openCase({ name: 'Jo Smith', company: 'Acme Security' });
    const { _id: rma } = await desk.issue(opened);
    const alone = await desk.openCase({ name: 'Ann Smith' });
    const erased = await desk.openCase({ name: 'Bo Smith' });
    const [rmas, cases] = ['rmas', 'cases'].map(name => desk.store.collection(name));
    await rmas?.updateOne({ _id: rma }, { $unset: { words: '' } });
    for (const { _id } of [opened, alone, erased]) await cases?.updateOne({ _id }, { $unset: { words: '' } });
    await cases?.updateOne({ _id: erased._id }, { $set: { erasedAt: new Date() } });
    assert.deepEqual(await desk.ids('smith'), []);
    await catchUp(desk, wordMembers);
    assert.deepEqual((await desk.ids('smith')).sort(), [rma, alone._id].sort());
    assert.deepEqual(await desk.ids('security acme'), [rma]);
  });

  it('leaves no word of whoever was erased', async () => {
    const opened = await desk.openCase({});
    const rma = await desk.issue(opened);
    assert.deepEqual([caseErased(opened).words, rmaErased(rma).words], [[], []]);
  });
});

function idsOf({ hits }: Found): string[] {
  return hits.map(hit => (hit.kind === 'return' ? hit.rma._id : hit.case._id));
}
