import assert from 'node:assert/strict';
import { caseCard } from '../../../../../bot/channels/teams/cards/case-card.ts';
import { returnCard } from '../../../../../bot/channels/teams/cards/return-card.ts';
import type { Rma } from '../../../../../services/returns/rma.ts';
import { RmaStatus } from '../../../../../services/returns/status.ts';
import { caseOf, NOW, rmaOf, shown } from './paper.ts';
import { assertFit, objectsIn, textOf } from './parsed.ts';

const HOSTILE = '**x** <img src=x onerror=alert(1)> [y](javascript:z) {{DATE(2026-01-01)}}';
const at = NOW;

describe('the card of a return', () => {
  it('tells at once where it stands, what is due and by when, and whose it is', () => {
    const card = returnCard(rmaOf(), shown());
    assertFit(card);
    const lines = textOf(card).split('\n');
    assert.deepEqual(lines.slice(0, 3), ['RMA 7123-4567-84', 'of case 4123-4567-87', 'Not here yet']);
    assert.match(lines[3] ?? '', /^To be sent by Thursday, December 10, 2026 \(in 15 days\)$/);
    assert.match(textOf(card), /Contact: Jo Smith, Acme/);
    assert.match(textOf(card), /in warranty until Jan 31, 2027/);
    assert.match(card.speak, /^RMA 7123-4567-84: Not here yet\. To be sent by/);
  });

  it('says in every state what comes next, and after its end nothing', () => {
    for (const status of RmaStatus.options) {
      const card = returnCard(rmaOf({ status }), shown());
      assertFit(card);
      const isOver = ['closed', 'withdrawn', 'lapsed'].includes(status);
      assert.equal(/to be|awaited|estimate/i.test(card.speak.replace(/^[^.]*\./, '')), !isOver, status);
    }
  });

  it('leads with what somebody has to look at, and with what has just happened', () => {
    const card = returnCard(rmaOf({ attention: ['mail-bounced'] }), shown({ banner: 'Received by Bob at 10:02.' }));
    assertFit(card);
    assert.match(textOf(card), /^Received by Bob at 10:02\./);
    assert.match(textOf(card), /A mail did not reach the customer/);
  });

  it('tells what happened in plain words, the latest first, and who did it by name', () => {
    const events: Rma['events'] = [
      { at, actor: 'web', kind: 'issued' },
      { at, actor: 'api:0123', kind: 'received', data: { items: '1' } },
      { at, actor: 'staff:a', kind: 'note', note: 'called back' },
      { at, actor: 'staff:b', kind: 'shipped', data: { carrier: 'UPS', tracking: '1Z9' } },
    ];
    const card = returnCard(rmaOf({ events }), shown({ names: new Map([['staff:a', 'Ann Repair']]) }));
    const history = textOf(card).split('\n').slice(-4);
    assert.deepEqual(
      history.map(line => line.replace(/^[^·]*· /, '')),
      [
        'Shipped by UPS, 1Z9 · a colleague',
        'Note: “called back” · Ann Repair',
        'Received (item 1) · a business system',
        'Issued · the customer',
      ],
    );
    assert.match(history[0] ?? '', /^Nov 25, 2026, 7:00\sPM/);
  });

  it('links parcels to their carriers and photos to their files', () => {
    const parcels = [{ direction: 'inbound' as const, carrier: 'UPS', tracking: '1Z999AA10123456784', at }];
    const files = [{ name: 'dome.jpg', url: 'https://desk.example/files/1' }, { name: 'gone.jpg' }];
    const card = returnCard(rmaOf({ parcels }), shown({ files }));
    assertFit(card);
    const urls = objectsIn(card).flatMap(({ type, url }) => (type === 'Action.OpenUrl' ? [url] : []));
    assert.ok(urls.includes('https://www.ups.com/track?tracknum=1Z999AA10123456784'));
    assert.ok(urls.includes('https://desk.example/files/1'));
    assert.match(textOf(card), /dome\.jpg, gone\.jpg/);
  });

  it('shows what a person typed only where nothing is formatted', () => {
    const contact = { name: HOSTILE, email: HOSTILE, phone: HOSTILE, company: HOSTILE };
    const events = [{ at, actor: 'web', kind: 'customer-note', note: HOSTILE }];
    const rma = rmaOf({ contact, events, shipTo: { raw: HOSTILE, street: [] } }, 1, HOSTILE);
    for (const card of [returnCard(rma, shown()), caseCard(caseOf(rma), shown())]) {
      assertFit(card);
      const shows = objectsIn(card).filter(one => Object.values(one).some(value => String(value).includes('<img')));
      assert.ok(shows.length > 3);
      for (const { type } of shows) assert.equal(type, 'TextRun');
      assert.doesNotMatch(JSON.stringify(objectsIn(card).map(({ url }) => url)), /img/);
    }
  });

  it('of 20 items and 60 events is small enough, however long what people wrote', () => {
    for (const [letter, least] of [
      ['n', 25],
      ['界', 6],
    ] as const) {
      const note = `${letter.repeat(9)} `.repeat(90);
      const events = Array.from({ length: 60 }, () => ({ at, actor: 'staff:a', kind: 'note', note }));
      const rma = rmaOf({ events, shipTo: { raw: note.slice(0, 500), street: [] } }, 20, note);
      for (const card of [returnCard(rma, shown()), caseCard(caseOf(rma), shown())]) {
        assertFit(card);
        assert.ok((textOf(card).match(/Note: “/g) ?? []).length >= least);
        assert.match(textOf(card), /20 · SD4E/);
        assert.match(textOf(card), /… and \d+ earlier/);
      }
    }
  });

  it('folds what is long', () => {
    const card = returnCard(rmaOf({}, 20), shown());
    const folded = card.body.filter(({ isVisible }) => isVisible === false).map(({ id }) => id);
    assert.deepEqual(folded, ['items', 'details', 'history']);
    const targets = objectsIn(card).flatMap(({ targetElements }) => targetElements ?? []);
    assert.deepEqual(targets, folded);
    assert.match(JSON.stringify(card), /"15 more"/);
  });

  it('carries the buttons that it is given', () => {
    const actions = [{ type: 'Action.Execute', title: 'Receive', verb: 'receive', data: { rma: '7', v: 3 } }];
    const refresh = { action: { type: 'Action.Execute', verb: 'refresh', data: {} }, userIds: ['29:a'] };
    const card = returnCard(rmaOf(), shown({ actions, refresh, assignee: 'Ann' }));
    assertFit(card);
    assert.deepEqual([card.actions, card.refresh], [actions, refresh]);
    assert.match(textOf(card), /Assigned to: Ann/);
  });

  it('says nothing of whose it was once that has been erased', () => {
    const contact = { name: 'erased', email: 'erased' };
    const card = returnCard(rmaOf({ contact, erasedAt: at, shipTo: { raw: 'erased', street: [] } }), shown());
    assert.doesNotMatch(textOf(card), /Contact|Ship to/);
    assert.match(textOf(card), /has been erased/);
  });
});

describe('the card of a case', () => {
  it('tells whose it is, what is wrong and which returns it has', () => {
    const card = caseCard(caseOf(rmaOf()), shown());
    assertFit(card);
    assert.match(textOf(card), /^Case 4123-4567-87\nOpened: Tuesday, November 10, 2026\nOpen\nOne return under way/);
    assert.match(textOf(card), /RMA 7123-4567-84: under way/);
    assert.match(textOf(card), /no picture/);
  });
});
