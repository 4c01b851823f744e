/** One life after another until every letter has been written, by the way in which each comes about. */

import type { ParsedMail } from 'mailparser';
import { ReturnMail } from '../../../services/returns/outcome.ts';
import { type ReturnsWorld, TERMS } from './returns-world.ts';

export type Written = { mail: string; letter: ParsedMail };

/** @param count items of each return */
export async function writeEveryKind(w: ReturnsWorld, count: 1 | 3): Promise<Written[]> {
  const written: Written[] = [];
  const items = Array.from({ length: count }, (_, at) => ({ item: String(at + 1) }));
  async function got(...kinds: string[]): Promise<void> {
    const letters = await w.mails();
    if (letters.length !== kinds.length)
      throw new Error(`${kinds}: ${letters.length} mails, ${letters.map(one => one.subject).join('; ')}`);
    for (const [at, letter] of letters.entries()) written.push({ mail: kinds[at] ?? '', letter });
  }

  const rma = await w.issue(count);
  await got('issued');
  await w.change(rma, { kind: 'extended', returnBy: '2026-12-15', reason: 'a holiday' });
  await got('extended');
  await w.change(rma, { kind: 'data-recovery', item: String(count) });
  await got('data-recovery');
  await w.change(rma, { kind: 'contact', phone: '+15595550199' });
  await got('details-changed');
  await w.change(rma, {
    kind: 'received',
    items: count === 1 ? [{ item: '1', damaged: true }] : [{ item: '1' }, { item: '2', damaged: true }],
    extras: [{ model: 'MX4009CD monitor' }],
  });
  await got('received');
  if (count === 3) {
    await w.change(rma, { kind: 'missing', items: ['3'] });
    await got('missing');
    await w.change(rma, { kind: 'received', items: [{ item: '3' }] });
    await got('received');
  }
  await w.change(rma, { kind: 'diagnosing' });
  await got('diagnosing');
  await w.change(rma, { kind: 'estimate', terms: { ...TERMS, note: 'The housing is cracked as well.' } });
  await got('estimate');
  await w.change(rma, { kind: 'estimate-withdrawn' });
  await got('estimate-withdrawn');
  await w.change(rma, { kind: 'estimate', terms: TERMS });
  await got('estimate');
  w.world.pass(24 * 7 + 1);
  await w.world.house.returns.goOverDeadlines(10);
  await got('estimate-reminder');
  await w.change(rma, { kind: 'estimate-answered', estimate: '2', answer: 'approve' });
  await got('authorized');
  await w.change(rma, { kind: 'repairing' });
  await got('repairing');
  for (const { item } of items) {
    await w.change(rma, { kind: 'disposed', item, disposition: item === '2' ? 'no-fault-found' : 'repaired' });
  }
  await w.change(rma, {
    kind: 'firmware-changed',
    item: '1',
    firmware: { from: '1.2', to: '2.0.1', why: 'new-processor-module' },
  });
  await w.change(rma, { kind: 'shipped', carrier: 'ups', tracking: '1Z 999 AA1 01 2345 6784' });
  await got('shipped');
  await w.change(rma, { kind: 'closed' });
  await got('closed');

  for (const answer of ['return', 'scrap'] as const) {
    const declined = await w.issue(count);
    await got('issued');
    await w.change(declined, { kind: 'received', items });
    await got('received');
    await w.change(declined, { kind: 'diagnosing' });
    await got('diagnosing');
    await w.change(declined, { kind: 'estimate', terms: TERMS });
    await got('estimate');
    await w.change(declined, { kind: 'estimate-answered', estimate: '1', answer });
    await got('declined');
    if (answer === 'return') await w.change(declined, { kind: 'shipped' });
    else await w.change(declined, { kind: 'closed' });
    await got(answer === 'return' ? 'shipped' : 'closed');
  }

  const free = await w.issue(count);
  await w.mails();
  await w.change(free, { kind: 'received', items });
  await w.change(free, { kind: 'diagnosing' });
  await w.mails();
  await w.change(free, { kind: 'no-charge' });
  await got('no-charge');

  const withdrawn = await w.issue(count);
  await w.mails();
  w.world.pass(24 * 20);
  await w.world.house.returns.goOverDeadlines(10);
  await got('return-reminder');
  await w.change(withdrawn, { kind: 'withdrawn' });
  await got('withdrawn');

  await w.issue(count);
  await w.mails();
  w.world.pass(24 * 91);
  await w.world.house.returns.goOverDeadlines(10);
  await got('lapsed');

  const missed = ReturnMail.options.filter(mail => !written.some(one => one.mail === mail));
  if (missed.some(mail => mail !== 'missing' || count === 3)) throw new Error(`never written: ${missed}`);
  return written;
}
