import assert from 'node:assert/strict';
import type { AdaptiveCard, Element } from '../../../../../bot/channels/elements.ts';
import { actionsFor } from '../../../../../bot/channels/teams/moving/buttons.ts';
import { deedsOf } from '../../../../../bot/channels/teams/moving/deeds.ts';
import { formOf } from '../../../../../bot/channels/teams/moving/forms/all.ts';
import { createStaffTexts } from '../../../../../bot/channels/teams/texts.ts';
import type { Hit } from '../../../../../services/finding/finding.ts';
import type { Rma } from '../../../../../services/returns/rma.ts';
import { RmaStatus } from '../../../../../services/returns/status.ts';
import { caseOf, NOW, rmaOf } from '../cards/paper.ts';
import { objectsIn } from '../cards/parsed.ts';
import { titlesOf } from './desk.ts';

const WHEN = { now: NOW, timeZone: 'America/Los_Angeles' };
const texts = createStaffTexts({ company: 'Pelco' });
const at = new Date('2026-11-20T18:00:00Z');

/** A return that has come so far by the rules, with one item. */
function standing(status: RmaStatus, more: Partial<Rma> = {}): Rma {
  const rma = rmaOf({ status });
  const items = rma.items.map(item => ({
    ...item,
    ...(status !== 'issued' && { receipt: { state: 'intact' as const, at } }),
    ...(['shipped', 'closed'].includes(status) && { disposition: 'repaired' as const }),
  }));
  const state = ESTIMATED[status];
  const sent = { id: '1', currency: 'USD', lines: [{ text: 'Labor', amount: 1 }], diagnosticsFee: 0, items: 1 };
  const estimates = state ? [{ ...sent, sentAt: new Date(at.getTime() + 1), sentOn: '2026-11-20', state }] : [];
  return { ...rma, items, estimates, ...more };
}

const ESTIMATED: Partial<Record<RmaStatus, 'open' | 'approved' | 'declined-return' | 'declined-scrap'>> = {
  'estimate-sent': 'open',
  authorized: 'approved',
  'declined-return': 'declined-return',
  'declined-scrap': 'declined-scrap',
};

const shown = (hit: Hit, by?: { id: string }): string[] =>
  titlesOf({ actions: actionsFor(hit, { texts, when: WHEN, by }) } as AdaptiveCard);
const ofReturn = (rma: Rma, by?: { id: string }) => shown({ kind: 'return', rma }, by);
const ALWAYS = ['Take it', 'Note'];

describe('the buttons of a return', () => {
  const EXPECTED: Record<RmaStatus, string[]> = {
    issued: ['Box arrived', ...ALWAYS, 'Assign', 'More time to send', 'Will not be sent'],
    received: ['Start diagnosis', ...ALWAYS, 'Box arrived', 'Assign'],
    diagnosing: ['No charge', 'Send estimate', ...ALWAYS, 'Box arrived', 'Outcome per item', 'Assign'],
    'estimate-sent': [
      ...['Answered by phone', 'Other estimate', ...ALWAYS],
      ...['Box arrived', 'Outcome per item', 'Assign', 'Withdraw the estimate'],
    ],
    authorized: ['Start repair', ...ALWAYS, 'Box arrived', 'Outcome per item', 'Assign'],
    'no-charge': ['Start repair', ...ALWAYS, 'Box arrived', 'Outcome per item', 'Assign'],
    'declined-return': ['Shipped', ...ALWAYS, 'Box arrived', 'Outcome per item', 'Assign'],
    'declined-scrap': ['Close', ...ALWAYS, 'Box arrived', 'Outcome per item', 'Assign'],
    repairing: ['Outcome per item', ...ALWAYS, 'Box arrived', 'Assign'],
    shipped: ['Close', ...ALWAYS, 'Assign'],
    closed: ['Note'],
    withdrawn: ['Note'],
    lapsed: ['Note'],
  };
  for (const status of RmaStatus.options) {
    it(`that is ${status} are what is allowed then, the next step first, and no others`, () => {
      assert.deepEqual(ofReturn(standing(status)), EXPECTED[status]);
    });
  }

  it('let it leave once it is known what became of each item that is here', () => {
    const rma = standing('repairing');
    const [item = assert.fail()] = rma.items;
    assert.ok(ofReturn({ ...rma, items: [{ ...item, disposition: 'repaired' }] }).includes('Shipped'));
    const missing = { ...item, id: '2', receipt: { state: 'missing' as const, at }, disposition: undefined };
    assert.ok(ofReturn({ ...rma, items: [{ ...item, disposition: 'repaired' }, missing] }).includes('Shipped'));
    assert.ok(
      !ofReturn({
        ...rma,
        items: [
          { ...item, disposition: 'repaired' },
          { ...item, id: '2' },
        ],
      }).includes('Shipped'),
    );
  });

  it('begin with the rest of it where something is still to come', () => {
    const rma = standing('received');
    const [item = assert.fail()] = rma.items;
    assert.equal(ofReturn({ ...rma, items: [item, { ...item, id: '2', receipt: undefined }] })[0], 'Box arrived');
  });

  it('offer what somebody has to look at, while they have to', () => {
    assert.ok(ofReturn(standing('received', { attention: ['damaged-in-transit'] })).includes('Seen to'));
  });

  it('do not offer to be theirs what is theirs', () => {
    const rma = standing('received', { assignee: { id: 'ann', name: 'Ann' } });
    assert.deepEqual(
      [ofReturn(rma, { id: 'ann' }), ofReturn(rma, { id: 'bob' })].map(all => all.includes('Take it')),
      [false, true],
    );
  });

  it('are five in a row at most, as Teams shows six, and each opens its form or is one press', () => {
    for (const status of RmaStatus.options) {
      const hit = { kind: 'return' as const, rma: standing(status, { attention: ['customer-note', 'mail-bounced'] }) };
      const actions = actionsFor(hit, { texts, when: WHEN });
      const rows = [
        actions,
        ...objectsIn(actions).flatMap(({ type, actions: row }) => (type === 'ActionSet' ? [row as Element[]] : [])),
      ];
      for (const row of rows) assert.ok(row.length <= 5, `${status}: ${row.length}`);
      for (const deed of deedsOf(hit, WHEN)) {
        const isPress = ['diagnosing', 'no-charge', 'repairing', 'take'].includes(deed);
        assert.equal(formOf(deed, hit) === undefined, isPress, deed);
      }
    }
  });
});

describe('the buttons of a case', () => {
  const of = (more: Parameters<typeof caseOf>[1]) => shown({ kind: 'case', case: caseOf(rmaOf(), more) });
  const free = { rmas: [] };

  it('are what is allowed as it stands, and no others', () => {
    const end = ['Solved', 'Close'];
    assert.deepEqual(of(free), ['Take it', 'Note', ...end, 'Assign', 'Is a duplicate', 'Not needed any more']);
    assert.deepEqual(of({}), ['Take it', 'Note', 'Assign', 'Is a duplicate'], 'its return has to end first');
    for (const status of ['solved', 'withdrawn', 'closed'] as const) {
      assert.deepEqual(of({ ...free, status }), ['Note', 'Open again', 'Is a duplicate']);
    }
    assert.deepEqual(of({ ...free, erasedAt: at }).includes('Is a duplicate'), false);
  });
});
